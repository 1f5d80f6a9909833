export const HELP = `platform-ops: what stands between an entity and production

  platform-ops gate --entity model:default/churn --url https://portal.example.com
  platform-ops gate --file catalog-info.yaml [--name component:default/churn]
    --framework id[:level]   which frameworks, and what level; those that apply and their lowest unless told
    --format text|json|markdown|sarif   --output file
    --comment-file file      a comment for the pull request, in Markdown
    --release v12 --target production   for the title of the comment
    --on-unreachable fail|warn          warn lets pass what nobody checked

  platform-ops lint files... [--fact-types file | --url https://portal.example.com]
    --format text|json|sarif --output file

  platform-ops report results.sarif --entity component:default/churn
    --kind sarif|junit|cyclonedx|result, --scans code|dependencies|image|model|secrets, --tool name
    --commit sha, --version v12, --pipeline name, --pipeline-url address   read from GitHub Actions and GitLab CI unless told;
    elsewhere --pipeline and --pipeline-url have to be told
    --ran-at time            that of the file unless told

For all: --timeout seconds, --insecure-http. The token is read from PLATFORM_OPS_TOKEN, the address also from PLATFORM_OPS_URL.

Exit codes: 0 nothing stands in the way, 1 something does, 2 wrong use or input, 3 no answer of the portal.
`;
