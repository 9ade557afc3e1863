"""celery_run.py N [RATE]: submits N tasks, at once or so many a second, and waits until all are done."""
import sys
import time

from celery_tasks import app, done, nothing

count = int(sys.argv[1])
rate = float(sys.argv[2]) if len(sys.argv) > 2 else 0
done.delete("latency")
with app.producer_pool.acquire(block=True) as producer:
    nothing.apply_async((0, time.time()), producer=producer)
    while done.llen("latency") < 1:
        time.sleep(0.01)
    done.delete("latency")
    begin = time.time()
    for number in range(count):
        if rate:
            time.sleep(max(0, begin + number / rate - time.time()))
        nothing.apply_async((number, time.time()), producer=producer)
    while done.llen("latency") < count:
        time.sleep(0.005)
    seconds = time.time() - begin
latency = sorted(float(text) * 1e3 for text in done.lrange("latency", 0, -1))
print("celery %s n=%d: jobs/s=%.0f, p50/p95/p99_ms=%.2f/%.2f/%.2f" % ("paced" if rate else "batch", count, count / seconds,
      latency[count // 2], latency[count * 95 // 100], latency[count * 99 // 100]))
