"""Mail as bytes: read whoever wrote it, written, cleaned for the eye, and searched. No I/O."""
