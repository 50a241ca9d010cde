"""MiniStack as it is, but for seven things that would keep tests from what AWS does.

Its SES emits no events, and PutEvents keeps "aws." sources for the services themselves: here a test may speak for SES.
Its rules and schedules call a function once; AWS calls asynchronously, with the function's own retries and failure destination.
It starts a process for each call that finds none free, and so many cold starts at once outlast the functions' timeouts on a
small machine: here calls of one function wait in line for the first four.
It can shorten Wait states but not the timeouts of tasks that wait for a token, in which our journeys spend most of their days:
here REGULARS_TIMEOUT_SCALE shortens those, down to REGULARS_TIMEOUT_LEAST seconds, in which a message can still be sent.
It looks for due schedules every ten seconds: here every second.
It refuses a template with an alarm on a formula of metrics: here it keeps such an alarm on the formula's first metric, for alarms
ring in no test.
Secrets that a template has generated are full of punctuation, also where the template says not to: here they are not.
"""

import json
import os
import string
import time

from ministack.app import main
from ministack.services import eventbridge, lambda_svc, scheduler, stepfunctions
from ministack.services.cloudformation import provisioners

WORKERS_PER_FUNCTION = 4
TIMEOUT_SCALE = float(os.environ["REGULARS_TIMEOUT_SCALE"])
TIMEOUT_LEAST = float(os.environ["REGULARS_TIMEOUT_LEAST"])

acquire_worker = lambda_svc.acquire_worker
invoke_with_callback = stepfunctions._invoke_with_callback
alarm_record = provisioners._cw_metric_alarm_record
secret_string = provisioners._sm_secret_string


def call_asynchronously(arn, payload):
    function, config, _name = lambda_svc._get_func_record_for_ref(arn)
    if function and config:
        record = lambda_svc._execution_record_for_config(function, config)
        lambda_svc.invoke_async_with_retry(record, json.loads(payload))


def wait_for_worker(*args, **options):
    while True:
        worker, how = acquire_worker(*args, **options, max_concurrency=WORKERS_PER_FUNCTION)
        if worker is not None:
            return worker, how
        time.sleep(0.005)


def wait_for_token(resource, arguments, token, state):
    timeout = state.get("TimeoutSeconds")
    if isinstance(timeout, (int, float)):
        state = {**state, "TimeoutSeconds": max(timeout * TIMEOUT_SCALE, min(timeout, TIMEOUT_LEAST))}
    return invoke_with_callback(resource, arguments, token, state)


def alarm_without_formula(name, props):
    metrics = [part["MetricStat"] for part in props.get("Metrics") or [] if "MetricStat" in part]
    if metrics:
        one = {**metrics[0]["Metric"], "Period": metrics[0]["Period"], "Statistic": metrics[0]["Stat"]}
        props = {**props, **one, "Metrics": None}
    return alarm_record(name, props)


def secret_as_asked(props):
    asked = props.get("GenerateSecretString")
    if asked and str(asked.get("ExcludePunctuation")).lower() == "true":
        without = asked.get("ExcludeCharacters", "") + string.punctuation
        props = {**props, "GenerateSecretString": {**asked, "ExcludeCharacters": without}}
    return secret_string(props)


if eventbridge._put_events.__defaults__ != (False,) or not callable(eventbridge._dispatch_to_lambda):
    raise SystemExit("This MiniStack's event bus is another: see test/aws/engines/start-ministack.py")
if scheduler._SCHEDULE_TICK_INTERVAL != 10:
    raise SystemExit("This MiniStack's schedules are others: see test/aws/engines/start-ministack.py")
eventbridge._put_events.__defaults__ = (True,)
eventbridge._dispatch_to_lambda = call_asynchronously
lambda_svc.acquire_worker = wait_for_worker
stepfunctions._invoke_with_callback = wait_for_token
scheduler._SCHEDULE_TICK_INTERVAL = 1
provisioners._cw_metric_alarm_record = alarm_without_formula
provisioners._sm_secret_string = secret_as_asked
main()
