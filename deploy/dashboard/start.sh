#!/bin/sh
# Starts `tracer` with these arguments; the launch token of the screens comes from the file TRACER_TOKEN_FILE names.
set -eu
if [ -n "${TRACER_TOKEN_FILE:-}" ]; then
    TRACER_DASHBOARD_TOKEN=$(cat "$TRACER_TOKEN_FILE")
    export TRACER_DASHBOARD_TOKEN
    unset TRACER_TOKEN_FILE
fi
exec tracer "$@"
