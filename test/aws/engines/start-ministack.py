"""MiniStack as it is, but for five things that would keep tests from what AWS does.

Its SES emits no events, and PutEvents keeps "aws." sources for the services themselves: here a test may speak for SES.
Its rules and schedules call a function once; AWS calls asynchronously, with the function's own retries and failure destination.
It starts a process for each call that finds none free, and so many cold starts at once outlast the functions' timeouts on a
small machine: here calls of one function wait in line for the first four.
It can shorten Wait states but not the timeouts of tasks that wait for a token, in which our journeys spend most of their days:
here REGULARS_TIMEOUT_SCALE shortens those, down to REGULARS_TIMEOUT_LEAST seconds, in which a message can still be sent.
It looks for due schedules every ten seconds: here every second.
"""

import json
import os
import time

from ministack.app import main
from ministack.services import eventbridge, lambda_svc, scheduler, stepfunctions

WORKERS_PER_FUNCTION = 4
TIMEOUT_SCALE = float(os.environ["REGULARS_TIMEOUT_SCALE"])
TIMEOUT_LEAST = float(os.environ["REGULARS_TIMEOUT_LEAST"])

acquire_worker = lambda_svc.acquire_worker
invoke_with_callback = stepfunctions._invoke_with_callback


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


if eventbridge._put_events.__defaults__ != (False,) or not callable(eventbridge._dispatch_to_lambda):
    raise SystemExit("This MiniStack's event bus is another: see test/aws/engines/start-ministack.py")
if scheduler._SCHEDULE_TICK_INTERVAL != 10:
    raise SystemExit("This MiniStack's schedules are others: see test/aws/engines/start-ministack.py")
eventbridge._put_events.__defaults__ = (True,)
eventbridge._dispatch_to_lambda = call_asynchronously
lambda_svc.acquire_worker = wait_for_worker
stepfunctions._invoke_with_callback = wait_for_token
scheduler._SCHEDULE_TICK_INTERVAL = 1
main()
