"""Everything that anybody could do, explored to the end: what always holds, what can be reached."""
