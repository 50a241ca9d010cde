"""MiniStack as it is, but for two things of its event bus that would keep tests from what AWS does.

Its SES emits no events, and PutEvents keeps "aws." sources for the services themselves: here a test may speak for SES.
Its rules and schedules call a function once; AWS calls asynchronously, with the function's own retries and failure destination.
"""

import json

from ministack.app import main
from ministack.services import eventbridge, lambda_svc


def call_asynchronously(arn, payload):
    function, config, _name = lambda_svc._get_func_record_for_ref(arn)
    if function and config:
        record = lambda_svc._execution_record_for_config(function, config)
        lambda_svc.invoke_async_with_retry(record, json.loads(payload))


if eventbridge._put_events.__defaults__ != (False,) or not callable(eventbridge._dispatch_to_lambda):
    raise SystemExit("This MiniStack's event bus is another: see test/aws/engines/start-ministack.py")
eventbridge._put_events.__defaults__ = (True,)
eventbridge._dispatch_to_lambda = call_asynchronously
main()
