"""The headless commands that look at the jobs of the store: which there are, what happened to one, and its end."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from core.commands import JsonOption, app

if TYPE_CHECKING:
    from core.store.schema import Job

rows = typer.Typer(no_args_is_help=True, help="What is computed: the row in the store is the truth.")
app.add_typer(rows, name="jobs")

JobArgument = Annotated[str, typer.Argument(help="Id of the job, as `jobs list` says it.")]
ABOUT = ("id", "kind", "state", "fraction", "message", "worker", "attempts", "queued_at", "started_at", "ended_at")


@rows.command("list")
def list_jobs(
    state: Annotated[str, typer.Option(help="queued, running, done, failed or cancelled; all when left out.")] = "",
    as_json: JsonOption = False,
) -> None:
    """All jobs, oldest first, with how many are before those that wait."""
    from core.store import jobs
    from core.store.database import open_store

    with open_store().reading() as session:
        found = [_tell(job) for job in jobs.list_jobs(session, state)]
        for job in found:
            job["ahead"] = jobs.count_ahead(session, job["id"])
    lines = [f"{job['id']}  {job['state']:<9} {job['fraction']:4.0%}  {job['case']}  {job['message']}" for job in found]
    typer.echo(json.dumps({"jobs": found}) if as_json else "\n".join([*lines, f"{len(found)} jobs."]))


@rows.command("log")
def show_log(job: JobArgument, as_json: JsonOption = False) -> None:
    """What happened to a job, in order; exits 2 when there is none of this id."""
    from core.store import jobs
    from core.store.database import open_store

    with open_store().reading() as session:
        jobs.read_job(session, job)
        found = [{"at": e.at, "state": e.state, "message": e.message} for e in jobs.events(session, job)]
    lines = [f"{event['at']}  {event['state']:<9} {event['message']}" for event in found]
    typer.echo(json.dumps({"events": found}) if as_json else "\n".join(lines))


@rows.command("cancel")
def cancel_job(job: JobArgument, as_json: JsonOption = False) -> None:
    """End a job, at the next step of whoever computes it; one that has ended stays as it is."""
    from core.store import jobs
    from core.store.database import open_store

    with open_store().writing() as session:
        jobs.read_job(session, job)
        ended = jobs.cancel(session, job)
    told = "is cancelled" if ended else "had ended before, and stays as it is"
    typer.echo(json.dumps({"id": job, "cancelled": ended}) if as_json else f"{job} {told}.")


def _tell(job: Job) -> dict[str, Any]:
    return {name: getattr(job, name) for name in ABOUT} | {"case": str(job.params.get("case", ""))}
