"""The viewer: volumes in the browser, turned by a graphics card, and a mask drawn on them.

`scene` says what is looked at, `component` shows it and takes back what was drawn, `web/` is the JavaScript that `make
setup` bundles with NiiVue, `mount.js` the part that every page carries. It computes nothing: copies and drawings are
made and read in `core/imaging`.
"""

from __future__ import annotations

from pages.shared.viewer.component import bundle_there, show_viewer
from pages.shared.viewer.scene import compared_scene, volume_scene

__all__ = ["bundle_there", "compared_scene", "show_viewer", "volume_scene"]
