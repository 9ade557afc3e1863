"""A task that does nothing but tell when it was done."""
import os
import time

import redis
from celery import Celery

PORT = int(os.environ["REDIS_PORT"])
app = Celery("queue", broker=f"redis://127.0.0.1:{PORT}/0")
app.conf.task_ignore_result = True
app.conf.task_acks_late = True
app.conf.worker_prefetch_multiplier = 64
done = redis.Redis(port=PORT, db=1)


@app.task
def nothing(number, submitted):
    done.rpush("latency", str(time.time() - submitted))
