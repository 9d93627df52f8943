"""Long work: in a thread (``Job``), in a child process (``ProcessJob``), and the list of both.

A page starts work through the queue and listens to the job's four signals::

    job = context.jobs.start(self.tr("Import of %1"), "import", lambda monitor: importing(monitor))
    job.progressed.connect(...)   # Progress(done, total, stage, metrics)
    job.succeeded.connect(...)    # what the function returned
    job.failed.connect(...)       # Failure(message, hint, details)
    job.cancelled.connect(...)

    job = context.jobs.run_command(title, icon, ["evaluate", str(bundle)])
"""

from ascstudio.jobs.garbage import GarbageCollector
from ascstudio.jobs.job import Failure, Job
from ascstudio.jobs.process_job import ProcessJob
from ascstudio.jobs.queue import Activity, JobQueue

__all__ = ["Activity", "Failure", "GarbageCollector", "Job", "JobQueue", "ProcessJob"]
