"""Events open to citizens: what a member proposes, ATS publishes, a calendar keeps."""
