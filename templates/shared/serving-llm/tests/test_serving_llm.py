"""What an LLM has that other models have not: prices, prompts, GPUs."""

import re

import yaml
from conftest import ROOT


def test_prompts_are_not_logged(service):
    container = service["spec"]["predictor"]["model"]
    told = " ".join([*container.get("args", []), *(each.get("value", "") for each in container.get("env", []))])
    assert "--max-log-len=0" in told, "vLLM may write prompts to its log"
    assert "--enable-log-requests" not in told, "vLLM would write prompts to its log"


def test_gpus_are_asked_for_and_limited(service):
    resources = service["spec"]["predictor"]["model"]["resources"]
    assert int(resources["limits"]["nvidia.com/gpu"]) >= 1
    assert resources["limits"]["nvidia.com/gpu"] == resources["requests"]["nvidia.com/gpu"]


def test_cost_is_counted_by_the_prices_that_were_chosen(of_kind, path):
    chosen = path["parameters"]
    rules = {
        rule.get("record") or rule["alert"]: rule["expr"]
        for each in of_kind("PrometheusRule")
        for group in each["spec"]["groups"]
        for rule in group["rules"]
    }
    for window in ("1d", "30d"):
        expression = rules[f"service:token_cost:increase{window}"]
        assert re.search(rf"prompt_tokens_total.*\* {re.escape(str(chosen['inputPrice']))}\b", expression)
        assert re.search(rf"generation_tokens_total.*\* {re.escape(str(chosen['outputPrice']))}\b", expression)
    for alert in ("TokenBudgetIsSpentTooFast", "TokenBudgetIsSpent"):
        assert rules[alert].endswith(f"> {chosen['monthlyBudget']}"), f"{alert} has another budget than was agreed"


def test_the_first_token_has_an_objective_at_a_bucket_of_the_histogram(path):
    slos = list(yaml.safe_load_all((ROOT / f"slos/{path['parameters']['name']}.yaml").read_text()))
    first = next(each for each in slos if each["metadata"]["name"] == "first-token")
    good = first["spec"]["indicator"]["spec"]["ratioMetric"]["good"]["metricSource"]["spec"]["query"]
    [limit] = re.findall(r'le=~"([\d.]+)\|', good)
    assert float(limit) <= float(path["parameters"]["firstTokenSeconds"]), "the limit was loosened"
    assert limit in {"0.1", "0.25", "0.5", "0.75", "1", "2.5", "5"}, "vLLM's histogram has no bucket that ends there"
