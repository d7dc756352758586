"""Good practices that members propose: written in their area, read by ATS, corrected, approved."""
