"""The statistics of an audit: numpy only, pure."""
