"""Pure machinery: worlds, commands, events and the chart. It knows no procedure of the manual."""
