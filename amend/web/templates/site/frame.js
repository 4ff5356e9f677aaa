// What every page does: it says that scripts run, so that what needs them is shown.
"use strict";
document.documentElement.classList.add("has-scripts");
