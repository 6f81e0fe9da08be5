"""`make serve`: the site, reloading as pages are saved."""

import signal
import socket
import subprocess
import sys

from sitekit.site import Site


def serve(site: Site, port: int) -> int:
    """Serve the site with live reload until interrupted."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            print(
                f"Port {port} is taken: stop what runs there, or choose another with"
                f" make serve PORT={port + 1}"
            )
            return 1
    # Whoever is stopped by `kill` takes along what it has started, as `run` sees to.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload"]
    command += ["--dev-addr", f"127.0.0.1:{port}", "--no-strict"]
    try:
        return subprocess.run(command, cwd=site.root).returncode
    except KeyboardInterrupt:
        return 0
