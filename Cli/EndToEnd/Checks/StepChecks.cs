using Orkestra.Katalog.EndToEnd;

namespace Orkestra.Cli.EndToEnd.Checks;

/// <summary>What there is to check in a step, in the order in which it is looked at: objects all at once, then the answers of kubectl, then commands.</summary>
internal static class StepChecks
{
    public static IReadOnlyList<IStepCheck> Objects(E2EStep step, StepScope scope) => [.. step.Resources.Select(expected => new ResourceCheck(expected, scope))];

    public static IReadOnlyList<IStepCheck> Answers(E2EStep step, StepScope scope) =>
        [.. step.Kubectl.Where(static action => !action.Changes).Select(action => Of(action, scope)), .. step.Commands.Select(command => new CommandCheck(command, scope))];

    public static IStepCheck Of(KubectlAction action, StepScope scope) => action.Verb switch
    {
        "get" => new GetCheck(action, scope),
        "logs" => new LogsCheck(action, scope),
        "events" => new EventsCheck(action, scope),
        "auth" => new AuthCheck(action, scope),
        "port-forward" => new PortForwardCheck(action, scope),
        _ => new KubectlCheck(action, scope),
    };
}
