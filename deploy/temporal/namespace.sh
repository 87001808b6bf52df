#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes the namespace, with 90 days of retention, and the search attributes that the worker asks for. Running it again
# changes nothing. Reads TEMPORAL_ADDRESS, as the temporal command does.
set -eu

namespace=${INTERLOCK_TEMPORAL_NAMESPACE:-default}

until temporal operator cluster health >/dev/null 2>&1; do
  echo "waiting for Temporal"
  sleep 1
done

if ! temporal operator namespace describe -n "$namespace" >/dev/null 2>&1; then
  temporal operator namespace create -n "$namespace" --retention 90d
fi

until present=$(temporal operator search-attribute list -n "$namespace" 2>/dev/null); do
  echo "waiting for namespace $namespace"
  sleep 1
done

attribute() {
  if ! echo "$present" | grep -q "\b$1\b"; then
    temporal operator search-attribute create -n "$namespace" --name "$1" --type "$2"
  fi
}

attribute InterlockPhase Keyword
attribute InterlockHold Keyword
attribute InterlockDatabase Keyword
attribute InterlockTables KeywordList
attribute InterlockOwner Keyword
attribute InterlockPercent Double
attribute InterlockNextAt Datetime
