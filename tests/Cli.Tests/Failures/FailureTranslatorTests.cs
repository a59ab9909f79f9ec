using Orkestra.Cli.Failures;
using Orkestra.Kubernetes.Client;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Failures;

public sealed class FailureTranslatorTests
{
    [Fact]
    public void What_nobody_foresaw_is_ORK0001_in_one_line()
    {
        var (failure, exitCode) = FailureTranslator.Translate(new InvalidOperationException("the sky\nfell"));
        exitCode.ShouldBe(1);
        failure.ToString().ShouldStartWith("ork: error ORK0001: the sky fell (InvalidOperationException) — ");
        failure.ToString().ShouldNotContain("\n");
    }

    [Theory]
    [InlineData(401, "credentials")]
    [InlineData(403, "right")]
    [InlineData(404, "exist")]
    [InlineData(422, "the server's message")]
    public void A_refusal_of_the_server_keeps_its_id_and_gets_a_mend(int status, string mend)
    {
        var (failure, _) = FailureTranslator.Translate(new KubernetesApiException(status, "Reason", "says why", "apply", "websites.web.example.io", "default/hello"));
        failure.Id.ShouldBe("ORK2001");
        failure.Message.ShouldContain("says why");
        failure.Mend.ShouldContain(mend);
    }

    [Fact]
    public void A_known_failure_keeps_its_exit_code()
    {
        var known = new CliFailure("ORK0010", "ORK_PORT", "is wrong", "mend it");
        FailureTranslator.Translate(new CliException(known, exitCode: 2)).ShouldBe((known, 2));
    }
}
