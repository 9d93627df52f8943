# Sourced by packaging/studio and packaging/check: a Python, the system libraries, .venv.
# Every step looks first whether its work is done, so a second run is quick and an interrupted
# one goes on where it stopped.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

venv=.venv
python=$venv/bin/python

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# --- system libraries: soname or command -> Debian package --------------------------------------
libraries='
libglib-2.0.so.0=libglib2.0-0 libGL.so.1=libgl1 libEGL.so.1=libegl1 libxkbcommon.so.0=libxkbcommon0
libdbus-1.so.3=libdbus-1-3 libfontconfig.so.1=libfontconfig1 libxcb-cursor.so.0=libxcb-cursor0
libxkbcommon-x11.so.0=libxkbcommon-x11-0 libxcb-icccm.so.4=libxcb-icccm4
libxcb-keysyms.so.1=libxcb-keysyms1 libxcb-shape.so.0=libxcb-shape0 libportaudio.so.2=libportaudio2'
test_tools='Xvfb=xvfb xauth=xauth xdotool=xdotool pulseaudio=pulseaudio pactl=pulseaudio-utils chromium=chromium'

missing_packages() { # words "soname-or-command=package" -> names of packages that are not there
  local known pair
  known=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null)
  for pair in "$@"; do
    case ${pair%%=*} in
      *.so.*) [[ $known == *"${pair%%=*} "* ]] || printf '%s\n' "${pair#*=}" ;;
      *) command -v "${pair%%=*}" >/dev/null || printf '%s\n' "${pair#*=}" ;;
    esac
  done
}

install_system_packages() { # words as above; never fatal: the studio says itself what it lacks
  [[ $(uname -s) == Linux ]] || return 0
  local missing
  mapfile -t missing < <(missing_packages "$@")
  if [[ " $* " == *" pulseaudio="* ]] && ! compgen -G '/usr/lib*/*/alsa-lib/libasound_module_pcm_pulse.so' >/dev/null; then
    missing+=(libasound2-plugins)
  fi
  [[ -x $python ]] || usable_python >/dev/null || missing+=(python3 python3-venv)
  ((${#missing[@]})) || return 0
  if ! command -v apt-get >/dev/null; then
    say "These system libraries are missing (Debian names): ${missing[*]}"
  elif ((EUID != 0)); then
    say "Some system libraries are missing. Run this once, then start again:"
    say "  sudo apt-get install --no-install-recommends ${missing[*]}"
  else
    say "Installing system libraries: ${missing[*]}"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends "${missing[@]}"; } >"${TMPDIR:-/tmp}/asc-apt.$$.log" 2>&1 ||
      { say "That did not work; going on without. The last lines were:"; tail -n 3 "${TMPDIR:-/tmp}/asc-apt.$$.log" >&2; }
    rm -f "${TMPDIR:-/tmp}/asc-apt.$$.log"
  fi
}

# --- Python ---------------------------------------------------------------------------------------
usable_python() { # a path, or nothing
  local name
  for name in "${ASC_PYTHON:-}" python3.12 python3.13 python3.11 python3.14 python3 python; do
    [[ -n $name ]] && "$name" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' \
      >/dev/null 2>&1 && { command -v "$name"; return; }
  done
  return 1
}

find_python() {
  usable_python || die "Python 3.11 to 3.14 (with venv) is needed and was not found. On Debian: sudo apt-get install python3 python3-venv"
}

make_venv() {
  $python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null && return
  local base
  base=$(find_python) || exit 1
  say "Making $venv with $("$base" --version)."
  rm -rf $venv
  "$base" -m venv $venv || die "The virtual environment could not be made."
}

# --- packages -------------------------------------------------------------------------------------
pip_install() { # on a terminal pip shows how far it is
  local quiet=--quiet
  [[ -t 2 ]] && quiet=
  # shellcheck disable=SC2086
  $python -m pip install $quiet --disable-pip-version-check -c packaging/constraints.txt "$@"
}

install_torch() {
  local version
  version=$(sed -n 's/^ *"torch==\(.*\)",$/\1/p' pyproject.toml)
  $python -c "import importlib.metadata as m, sys; sys.exit(m.version('torch').split('+')[0] != '$version')" 2>/dev/null && return
  if [[ -n ${ASC_TORCH_INDEX:-} ]]; then
    say "Installing torch $version from the index named in ASC_TORCH_INDEX."
    pip_install --index-url "$ASC_TORCH_INDEX" "torch==$version" || die "torch could not be installed from that index."
  elif ! command -v nvidia-smi >/dev/null && pip_install --dry-run --no-deps "torch==$version+cpu" >/dev/null 2>&1; then
    say "Installing torch $version for the processor (about 200 MB)."
    pip_install "torch==$version+cpu" || die "torch could not be installed."
  else
    say "Installing torch $version as the package index has it: up to 3 GB with its GPU libraries."
    say "A smaller one comes from a processor-only wheel index named in ASC_TORCH_INDEX."
    pip_install "torch==$version" || die "torch could not be installed."
  fi
}

bring_web_runtime() { # for bundles as web pages; version and digests: ml_core/web/runtime.toml
  local version
  version=$(sed -n 's/^version = "\(.*\)"$/\1/p' ml_core/web/runtime.toml)
  [[ -f ml_core/web/runtime/onnxruntime-web-$version.tar.xz ]] && return
  if ! command -v npm >/dev/null; then
    [[ -f $venv/asc-installed ]] || say "Without npm there is no asc export --web; all else works. Once npm is there, start again."
    return
  fi
  say "Bringing onnxruntime-web $version, for bundles as web pages (33 MB, 2 MB are kept)."
  $python packaging/onnxruntime_web.py || say "That did not work; everything but asc export --web goes on without."
}

install_packages() { # extras, e.g. "train"; the stamp tells what the environment already holds
  local extras=$1 stamp
  bring_web_runtime
  stamp=$(cat pyproject.toml packaging/constraints.txt | cksum | tr ' ' -)-$extras-$PWD
  [[ $(cat $venv/asc-installed 2>/dev/null) == "$stamp" ]] && return
  say "Installing packages${extras:+ with $extras}. The first time this takes some minutes."
  rm -f $venv/asc-installed
  [[ -z $extras ]] || install_torch
  # The small install gets no byte code from pip: 35 MB, most of it of modules that nothing imports.
  local compile=--compile
  [[ -n $extras ]] || compile=--no-compile
  pip_install $compile -e ".${extras:+[$extras]}" || die "The packages could not be installed. Is there a connection? Run the same command again to go on."
  printf '%s' "$stamp" >$venv/asc-installed
}
