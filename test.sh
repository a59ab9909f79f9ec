#!/usr/bin/env bash
# Builds everything and runs every test. See --help.
set -euo pipefail

usage() {
  cat <<'EOF'
Usage: ./test.sh [--long] [--filter EXPRESSION] [--no-real] [--no-build] [--help]

Builds the solution (Release) and runs all test projects. The last line is `N passed, N failed, N skipped`; the exit code is 0 only
when nothing failed and every test project ran. Reports (trx) are in TestResults/.

The first run downloads NuGet packages and makes a real Kubernetes API server with eng/control-plane.sh (from Debian's packages, 5 to
10 minutes on two cores, kept in ~/.cache/orkestra; nothing is installed on the system). PostgreSQL is Debian's, installed or unpacked into the same cache by
eng/postgres.sh. Where one cannot be had, the tests that need it are skipped; with CI=true that is a failure.

  --long               also run the long tests; with CI=true each is bounded to ORKESTRA_LONG_BOUND seconds (60 unless set)
  --filter EXPRESSION  only tests that match, as in `dotnet test --filter`
  --no-real            no real API server: the tests that need it are skipped
  --no-build           run what was built before
  --help               this text

Examples
  ./test.sh
  ./test.sh --filter FullyQualifiedName~ControlPlane
  ./test.sh --no-real --filter "FullyQualifiedName~Katalog.Tests"
  CI=true ORKESTRA_LONG_BOUND=120 ./test.sh --long
EOF
}

long=false filter='' real=true build=true
while [ $# -gt 0 ]; do
  case $1 in
    --long) long=true ;;
    --filter) [ $# -ge 2 ] || { usage >&2; exit 2; }; filter=$2; shift ;;
    --filter=*) filter=${1#*=} ;;
    --no-real) real=false ;;
    --no-build) build=false ;;
    -h | --help) usage; exit 0 ;;
    *) printf 'test.sh: unknown argument %s\n\n' "$1" >&2; usage >&2; exit 2 ;;
  esac
  shift
done

cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
say() { printf '%s\n' "$*"; }
ci=false
if [ "${CI-}" = true ]; then ci=true; fi
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

if ! dotnet --list-sdks 2>/dev/null | grep -qE '^[1-9][0-9]+\.'; then
  say "The tests need the .NET SDK 10.0 or newer."
  exit 1
fi

# --- a real API server -----------------------------------------------------------------------------------------------------------
problems=()
if ! $real; then
  export ORKESTRA_TEST_NO_REAL="turned off with --no-real"
elif assets=$(eng/control-plane.sh); then
  export KUBEBUILDER_ASSETS=$assets
  say "Real API server: $assets"
else
  say "No real API server can be had here (see above): the tests that need it are skipped."
  export ORKESTRA_TEST_NO_REAL="eng/control-plane.sh could not make one here"
  if $ci; then problems+=("no real API server, and CI=true"); fi
fi

# --- a real PostgreSQL -----------------------------------------------------------------------------------------------------------
if postgres=$(eng/postgres.sh); then
  export ORKESTRA_POSTGRES=$postgres
  say "Real PostgreSQL: $postgres"
else
  say "No PostgreSQL can be had here (see above): the tests that need it are skipped."
  export ORKESTRA_TEST_NO_POSTGRES="eng/postgres.sh could not make one here"
  if $ci; then problems+=("no PostgreSQL, and CI=true"); fi
fi

if $long; then
  export ORKESTRA_TEST_LONG=1
  if $ci; then export ORKESTRA_LONG_BOUND=${ORKESTRA_LONG_BOUND:-60}; fi
  say "Long tests run${ORKESTRA_LONG_BOUND:+, each at most $ORKESTRA_LONG_BOUND s}."
fi

# --- build and run ---------------------------------------------------------------------------------------------------------------
if $build; then
  say "Building (NuGet packages go to the package cache) …"
  if ! dotnet build Orkestra.Orleans.sln --configuration Release --nologo --verbosity quiet; then
    say "PROBLEM: the build failed"
    say "0 passed, 0 failed, 0 skipped"
    exit 1
  fi
fi

results=$PWD/TestResults
rm -rf "$results"
mkdir -p "$results"
passed=0 failed=0 skipped=0
mapfile -t projects < <(dotnet sln Orkestra.Orleans.sln list | tr '\\' '/' | grep '\.Tests\.csproj$' | LC_ALL=C sort || true)
[ ${#projects[@]} -gt 0 ] || { say "The solution has no test projects."; exit 1; }

for project in "${projects[@]}"; do
  name=$(basename "$project" .csproj)
  say ""
  say "== $name"
  arguments=("$(dirname "$project")/bin/Release/net10.0/$name.dll" --results-directory "$results" --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal")
  if [ -n "$filter" ]; then arguments+=(--filter "$filter"); fi
  if $ci || ! $long; then arguments+=(--blame-hang-timeout 20m --blame-hang-dump-type none); fi
  status=0
  dotnet test "${arguments[@]}" </dev/null || status=$?

  counters=
  if [ -f "$results/$name.trx" ]; then counters=$(grep -o '<Counters [^>]*' "$results/$name.trx" || true); fi
  of() { printf '%s' "$counters" | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p"; }
  total=$(of total) executed=$(of executed)
  if [ "${total:-0}" -eq 0 ]; then
    # With a filter a project may well have nothing to run.
    if [ -z "$filter" ] || [ $status -ne 0 ]; then problems+=("$name ran no test (exit code $status)"); fi
    continue
  fi
  ok=$(of passed)
  passed=$((passed + ok)) failed=$((failed + executed - ok)) skipped=$((skipped + total - executed))
  if [ $status -ne 0 ] && [ "$executed" -eq "$ok" ]; then problems+=("$name ended with exit code $status: a test process crashed or hung"); fi
done

say ""
# Cases for behaviours that the real server is too old for ([Since] on the case): skipped, and told apart from a server that is missing.
inapplicable=$(sed -n '/ testName="/{s/.* testName="\([^"]*\)".*/\1/;h};/<Message>not applicable below /{s/.*<Message>\([^<]*\)<.*/\1/;G;s/\(.*\)\n\(.*\)/  \2 (\1)/p}' "$results"/*.trx 2>/dev/null | sed 's/&quot;/"/g' | LC_ALL=C sort || true)
if [ -n "$inapplicable" ]; then
  say "Not applicable to this API server ($(printf '%s\n' "$inapplicable" | wc -l) of the skipped):"
  say "$inapplicable"
  say ""
fi
if [ $((passed + failed + skipped)) -eq 0 ]; then problems+=("no test ran"); fi
for problem in "${problems[@]+"${problems[@]}"}"; do say "PROBLEM: $problem"; done
say "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ ${#problems[@]} -eq 0 ]
