#!/usr/bin/env bash
# What a frozen folder needs of a Debian, tried on a bare one as root:  bash visit.sh FOLDER
set -uo pipefail
folder=$1
needed="libgl1 libegl1 libasound2 libwayland-egl1 libwayland-cursor0 fontconfig-config fonts-dejavu-core"
failed=0
try() { # words, command
  local words=$1
  shift
  if "$@"; then echo "ok      $words"; else echo "FAILED  $words ($?)"; failed=1; fi
}
has_no_python() { ! command -v python3 && ! command -v python; }
finds_every_library() { # of each file, with what the boot program adds to the search
  local lost
  lost=$(find "$folder/_internal" -type f -name '*.so*' -print0 |
    LD_LIBRARY_PATH=$folder/_internal:$folder/_internal/PySide6/Qt/lib xargs -0 -n 1 ldd 2>/dev/null | grep 'not found' | sort -u)
  [[ -z $lost ]] || { echo "$lost"; return 1; }
}
stays_open() { # a window that is still there had to be ended; what it says is a problem
  timeout 15 "$@" 2>"$scratch/said"
  [[ $? == 124 ]] && { ! grep -v -e propagateSizeHints "$scratch/said"; }
}

apt-get update -qq && apt-get install -y -qq --no-install-recommends $needed || exit 1
scratch=$(mktemp -d)
export ASC_HOME=$scratch/home
starter=$folder/_internal/ascstudio/resources/starter.ascbundle
try "there is no Python" has_no_python
try "every library finds its own, with $needed" finds_every_library
try "asc --version" "$folder/asc" --version
try "asc verify" "$folder/asc" verify "$starter"
try "asc new" "$folder/asc" new "$scratch/project"
export QT_QPA_PLATFORM=offscreen
try "the window opens offscreen" stays_open "$folder/ascstudio"
unset QT_QPA_PLATFORM
apt-get install -y -qq --no-install-recommends xvfb xauth || exit 1
try "the window opens in X" stays_open xvfb-run -a "$folder/ascstudio"
exit $failed
