// stepper.js - walks through a recorded interleaving.
"use strict";
