#!/bin/sh
# Runs the shell lines of docs/ci.md and action.yml as the CI systems would, on a checkout with a pull request; apt-get and curl
# are stood in for, and the program is there already, as out of a cache.
#   run_recipes.sh RECIPE_LINES EKSPLAN SOURCE WORK
set -eu
recipe_lines=$1 program=$2 source=$3 work=$4
rm -rf "$work"
mkdir -p "$work/fake" "$work/recipes" "$work/home" "$work/temp"
"$recipe_lines" "$source/docs/ci.md" "$work/recipes"
"$recipe_lines" "$source/action.yml" "$work/recipes"

# --- what stands in for the world -------------------------------------------
cat >"$work/fake/apt-get" <<'SCRIPT'
#!/bin/sh
exit 0
SCRIPT
# Answers with what stands in $FAKE, and keeps what was sent.
cat >"$work/fake/curl" <<'SCRIPT'
#!/bin/sh
method=GET
for word in "$@"; do url=$word; done
while [ $# -gt 0 ]; do
  case "$1" in
    --request) method=$2; shift ;;
    --data-binary) cp "${2#@}" "$FAKE/body.json"; shift ;;
    --data-urlencode) echo "$2" >>"$FAKE/queries"; shift ;;
  esac
  shift
done
echo "$method $url" >>"$FAKE/requests"
case "$method $url" in
  "GET "*/user) echo '{"id": 7}' ;;
  "GET "*/pulls) echo '[{"number": 12}]' ;;
  GET*page=1) cat "$FAKE/comments.json" ;;
  GET*) echo '[]' ;;
  *) echo '{"html_url": "https://example.com/comment", "id": 1}' ;;
esac
SCRIPT
chmod +x "$work/fake/apt-get" "$work/fake/curl"
export FAKE="$work/fake" PATH="$work/fake:$PATH" HOME="$work/home"
export GIT_CONFIG_SYSTEM=/dev/null GIT_AUTHOR_NAME=N GIT_AUTHOR_EMAIL=n@example.com GIT_COMMITTER_NAME=N GIT_COMMITTER_EMAIL=n@example.com
unset EKSPLAN_TOKEN GITHUB_TOKEN 2>/dev/null || true
git config --global init.defaultBranch main
# The place that eksplan's source comes from holds the scripts, which is all that recipes take from it here.
git init -q "$work/eksplan"
cp -r "$source/scripts" "$work/eksplan/"
git -C "$work/eksplan" add -A
git -C "$work/eksplan" commit -q -m source
git config --global "url.file://$work/eksplan.insteadOf" https://github.com/OWNER/eksplan
export EKSPLAN_REPOSITORY=https://github.com/OWNER/eksplan EKSPLAN_REVISION=main
install_program() {  # prefix
  mkdir -p "$1/bin"
  ln -sf "$program" "$1/bin/eksplan"
}
prefix=$work/prefix
export EKSPLAN_PREFIX="$prefix"
install_program "$prefix"
install_program "$prefix/main"

# --- a pull request that costs more -----------------------------------------
git init -q --bare "$work/origin"
git init -q "$work/checkout"
cd "$work/checkout"
cp -r "$source/tests/history/base/." .
git add -A
git commit -q -m base
git remote add origin "file://$work/origin"
git push -q origin main
git checkout -q -b pull
sed -i 's/replicas: [0-9]*/replicas: 9/' k8s/shop.yaml
git commit -q -a -m change
git push -q origin pull
git fetch -q origin
base=$(git rev-parse main)

step() {  # recipe number: runs it as CI does, and keeps its exit code
  echo "--- $1 $2" >&2
  code=0
  sh -e "$work/recipes/$1.$2.sh" >"$work/output" 2>&1 || code=$?
  sed 's/^/    /' "$work/output" >&2
}
expect() {  # what, and whether it holds
  what=$1
  shift
  "$@" || { echo "FAILED: $what" >&2; exit 1; }
}
comments() {  # of the bot, of somebody else
  marker='<!-- eksplan:diff -->\nold'
  printf '[{"id": 5, "user": {"login": "somebody"}, "author": {"id": 3}, "body": "%s"}%s]' "$marker" \
    "$([ "$1" = none ] || printf ', {"id": 6, "user": {"login": "%s"}, "author": {"id": 7}, "body": "%s"}' "$1" "$marker")" \
    >"$FAKE/comments.json"
  : >"$FAKE/requests"
}
has_request() { grep -qF -- "$1" "$FAKE/requests"; }
comment_is_sent() { jq -e '.body | startswith("<!-- eksplan:diff -->\n### This change costs")' "$FAKE/body.json" >/dev/null; }
fresh() { rm -rf diff.json comment.md junit.xml findings.sarif .eksplan "$work/temp"/* "$FAKE/body.json"; : >"$GITHUB_OUTPUT"; : >"$GITHUB_STEP_SUMMARY"; }

# --- GitHub Actions ----------------------------------------------------------
export RUNNER_TEMP="$work/temp" GITHUB_WORKSPACE="$PWD" GITHUB_BASE_REF=main GITHUB_OUTPUT="$work/github_output"
export GITHUB_STEP_SUMMARY="$work/summary" GITHUB_PATH="$work/github_path" GITHUB_REPOSITORY=our/repository
export GITHUB_API_URL=https://api.github.com NUMBER=12
fresh
comments none
for number in 1 2 3; do
  step eksplan.yml "$number"
  expect "step $number goes well" [ "$code" -eq 0 ]
done
expect "the gate's code is kept" grep -qx code=5 "$GITHUB_OUTPUT"
expect "the summary is the comment" cmp -s comment.md "$GITHUB_STEP_SUMMARY"
for file in diff.json junit.xml findings.sarif; do
  expect "$file is written" [ -s "$file" ]
done
export GITHUB_TOKEN=secret
step eksplan.yml 4
expect "a comment is added" has_request "POST https://api.github.com/repos/our/repository/issues/12/comments"
expect "it is what diff wrote" comment_is_sent
comments "github-actions[bot]"
step eksplan.yml 4
expect "its own comment is updated" has_request "PATCH https://api.github.com/repos/our/repository/issues/comments/6"
expect "nobody else's is" [ "$(grep -c 'comments/5\|POST' "$FAKE/requests")" -eq 0 ]
export CODE=5
step eksplan.yml 5
expect "the gate fails the job" [ "$code" -eq 5 ]

# A base that is not there is not a gate that passes.
rm -f comment.md
GITHUB_BASE_REF=nosuch step eksplan.yml 3
expect "the step goes on" [ "$code" -eq 0 ]
expect "the code is that of wrong input" grep -qx code=3 "$GITHUB_OUTPUT"
step eksplan.yml 4
expect "there is no comment to post" [ "$code" -eq 0 ]

# The second workflow, of forks.
fresh
step eksplan.yml 2
step eksplan.yml 3
mkdir -p "$work/trusted/from-fork"
cp diff.json "$work/trusted/from-fork/"
cp comment.md "$work/expected.md"
cd "$work/trusted"
comments none
export HEAD=someone:pull
step eksplan-comment.yml 3
expect "a fork's run is commented on" has_request "POST https://api.github.com/repos/our/repository/issues/12/comments"
expect "the pull request is asked for by its head" grep -qx "head=someone:pull" "$FAKE/queries"
expect "the comment is rendered as diff wrote it" cmp -s comment.md "$work/expected.md"
rm -r from-fork
step eksplan-comment.yml 3
expect "without a result there is nothing to do" [ "$code" -eq 0 ]
cd "$work/checkout"

# --- the action --------------------------------------------------------------
fresh
comments none
export GITHUB_ACTION_PATH="$source" INPUT_PATH=k8s INPUT_BASE="" INPUT_OPTIONS="--max-increase-pct 5 --instance-types m5.*,c6a.*"
step action.yml 1
expect "the cache has a key" grep -q "^key=eksplan-debian12-.*-................$" "$GITHUB_OUTPUT"
export PREFIX="$prefix" FOLDER="$work/temp/eksplan-diff"
for number in 2 3 4; do
  step action.yml "$number"
  expect "step $number goes well" [ "$code" -eq 0 ]
done
expect "the action keeps the code" grep -qx exit-code=5 "$GITHUB_OUTPUT"
expect "the action posts" comment_is_sent
step action.yml 5
expect "the action's gate fails the job" [ "$code" -eq 5 ]

# --- GitLab CI ---------------------------------------------------------------
fresh
install_program .eksplan
comments none
export CI_PROJECT_DIR="$PWD" CI_BUILDS_DIR="$work/temp" CI_MERGE_REQUEST_DIFF_BASE_SHA="$base"
export CI_MERGE_REQUEST_PROJECT_ID=3 CI_MERGE_REQUEST_IID=12
step .gitlab-ci.yml 1
expect "the gate fails the job" [ "$code" -eq 5 ]
expect "without a token nothing is asked" [ ! -s "$FAKE/requests" ]
export EKSPLAN_TOKEN=secret
rm -rf "$work/temp"/*
step .gitlab-ci.yml 1
expect "a note is added" has_request "POST https://gitlab.com/api/v4/projects/3/merge_requests/12/notes"
expect "it is what diff wrote" comment_is_sent
comments us
rm -rf "$work/temp"/*
step .gitlab-ci.yml 1
expect "its own note is updated" has_request "PUT https://gitlab.com/api/v4/projects/3/merge_requests/12/notes/6"

# --- Jenkins -----------------------------------------------------------------
fresh
comments none
export WORKSPACE="$PWD" CHANGE_TARGET=main CHANGE_ID=12 EKSPLAN_COMMENTER=our-bot
git update-ref -d refs/remotes/origin/main
sed -i "s#/tmp/eksplan-source#$work/temp/eksplan-source#g" "$work/recipes/Jenkinsfile".*.sh
step Jenkinsfile 1
expect "the program is there" [ "$code" -eq 0 ]
step Jenkinsfile 2
expect "diff's code comes back" [ "$code" -eq 5 ]
step Jenkinsfile 3
expect "a comment is added" has_request "POST https://api.github.com/repos/our/repository/issues/12/comments"
comments our-bot
step Jenkinsfile 3
expect "its own comment is updated" has_request "PATCH https://api.github.com/repos/our/repository/issues/comments/6"
EKSPLAN_CODE=5 step Jenkinsfile 4
expect "the gate fails the build" [ "$code" -eq 5 ]
echo "every recipe ran"
