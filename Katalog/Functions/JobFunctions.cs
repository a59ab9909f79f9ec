using Orkestra.Katalog.Templates.Execution;

namespace Orkestra.Katalog.Functions;

/// <summary>Jobs and CronJobs. Pods are there only with <c>enrich: [pods]</c>, the jobs of a CronJob with <c>enrich: [cronjob]</c>.</summary>
internal static class JobFunctions
{
    private static readonly ArgumentRead Pods = ArgumentRead.Of("_pods");

    public static FunctionDomain All() => CronJobs(new FunctionDomain("job")
        .Add(
            "jobSucceeded OBJECT → bool",
            "Whether status.succeeded is above 0.",
            "{{ jobSucceeded .job }} → true",
            static (a, _) => Objects.Int(a[0], "status", "succeeded") > 0,
            ArgumentRead.Of("status.succeeded"))
        .Add(
            "jobFailed OBJECT → bool",
            "Whether status.failed is above 0.",
            "{{ jobFailed .job }} → false",
            static (a, _) => Objects.Int(a[0], "status", "failed") > 0,
            ArgumentRead.Of("status.failed"))
        .Add(
            "jobActive OBJECT → bool",
            "Whether status.active is above 0.",
            "{{ jobActive .missing }} → false",
            static (a, _) => Objects.Int(a[0], "status", "active") > 0,
            ArgumentRead.Of("status.active"))
        .Add(
            "jobActivePodNames OBJECT → string",
            "The pods that have not ended, with commas.",
            "{{ jobActivePodNames .job }} → job-b",
            static (a, _) => PodNames(a[0], static phase => phase is not ("Succeeded" or "Failed")),
            Pods)
        .Add(
            "jobFailedPodNames OBJECT → string",
            "The pods that failed, with commas.",
            "{{ jobFailedPodNames .job }} → ",
            static (a, _) => PodNames(a[0], static phase => phase is "Failed"),
            Pods)
        .Add(
            "jobSucceededPodNames OBJECT → string",
            "The pods that succeeded, with commas.",
            "{{ jobSucceededPodNames .job }} → job-a",
            static (a, _) => PodNames(a[0], static phase => phase is "Succeeded"),
            Pods)
        .Add(
            "jobFirstExitCode OBJECT → int",
            "The exit code of the first pod that ended; -1 while none has.",
            "{{ jobFirstExitCode .job }} → 0",
            static (a, _) => FirstExitCode(a[0]),
            Pods));

    private static FunctionDomain CronJobs(FunctionDomain domain) => domain
        .Add(
            "cronJobActiveCount OBJECT → int",
            "How many jobs of a CronJob run.",
            "{{ cronJobActiveCount .cronjob }} → 1",
            static (a, _) => (long)Lists.Items(Fields.Find(a[0], "status", "active")).Count(),
            ArgumentRead.Of("status.active"))
        .Add(
            "cronJobLastScheduleTime OBJECT → string",
            "status.lastScheduleTime.",
            "{{ cronJobLastScheduleTime .cronjob }} → 2026-05-19T10:00:00Z",
            static (a, _) => Objects.Text(a[0], "status", "lastScheduleTime"),
            ArgumentRead.Of("status.lastScheduleTime"))
        .Add(
            "cronJobLastSuccessTime OBJECT → string",
            "status.lastSuccessfulTime.",
            "{{ cronJobLastSuccessTime .missing }} → ",
            static (a, _) => Objects.Text(a[0], "status", "lastSuccessfulTime"),
            ArgumentRead.Of("status.lastSuccessfulTime"))
        .Add(
            "cronJobNextScheduleTime OBJECT → string",
            "status.nextScheduleTime; Kubernetes itself does not write it.",
            "{{ cronJobNextScheduleTime .cronjob }} → ",
            static (a, _) => Objects.Text(a[0], "status", "nextScheduleTime"),
            ArgumentRead.Of("status.nextScheduleTime"))
        .Add(
            "cronJobLastJobName OBJECT → string",
            "The name of the newest job.",
            "{{ cronJobLastJobName .cronjob }} → report-2",
            static (a, _) => Objects.Text(a[0], "_lastJob", "metadata", "name"),
            ArgumentRead.Of("_lastJob.metadata.name"))
        .Add(
            "cronJobLastJobSucceeded OBJECT → bool",
            "Whether the newest job has a pod that succeeded.",
            "{{ cronJobLastJobSucceeded .cronjob }} → false",
            static (a, _) => Objects.Int(a[0], "_lastJob", "status", "succeeded") > 0,
            ArgumentRead.Of("_lastJob.status.succeeded"))
        .Add(
            "cronJobLastSuccessfulJobName OBJECT → string",
            "The name of the newest job that succeeded.",
            "{{ cronJobLastSuccessfulJobName .cronjob }} → report-1",
            static (a, _) => Objects.Text(a[0], "_lastSuccessfulJob", "metadata", "name"),
            ArgumentRead.Of("_lastSuccessfulJob.metadata.name"));

    private static string PodNames(object? value, Func<string, bool> phase) =>
        Lists.Joined(Lists.Items(Fields.Find(value, "_pods")).Where(pod => phase(Objects.Text(pod, "phase"))).Select(static pod => Objects.Text(pod, "name")).Where(static name => name.Length > 0));

    private static long FirstExitCode(object? value)
    {
        foreach (var pod in Lists.Items(Fields.Find(value, "_pods")))
        {
            if (Objects.IntOrNull(pod, "exitCode") is >= 0 and { } code)
                return code;
        }

        return -1;
    }
}
