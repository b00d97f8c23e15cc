"""What it takes to get in, by subject; views are HTTP only.

The session exists after the password but opens nothing: `access.middleware` asks for both factors.
"""
