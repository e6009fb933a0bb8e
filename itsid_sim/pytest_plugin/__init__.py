"""The pytest plugin: a fresh world for each test that asks for `itsid_world`."""
