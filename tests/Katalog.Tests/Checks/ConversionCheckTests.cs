using Orkestra.Katalog.Tests.Loading;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Checks;

/// <summary>What conversions read and write is in the schemas of the versions.</summary>
public sealed class ConversionCheckTests
{
    private const string Crd =
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: shops.example.io }
        spec:
          group: example.io
          scope: Namespaced
          names: { kind: Shop, plural: shops }
          versions:
            - name: v1
              served: true
              storage: true
              schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object, properties: { schedule: { type: string }, size: { type: integer } } } } } }
            - name: v2
              served: true
              storage: false
              schema:
                openAPIV3Schema:
                  type: object
                  properties:
                    spec: { type: object, properties: { cron: { type: object, properties: { minute: { type: string }, hour: { type: string } } }, size: { type: integer } } }
        """;

    private const string Back = "{ from: v2, to: v1, spec: { schedule: \"{{ .spec.cron.minute }}\", size: \"{{ .spec.size }}\" } }";

    [Fact]
    public async Task A_conversion_that_fits_both_versions_is_told_nothing() =>
        (await InAsync("{ from: v1, to: v2, spec: { cron: { minute: \"{{ .spec.schedule }}\", hour: \"*\" }, size: \"{{ .spec.size }}\" } }", Back)).ShouldBeEmpty();

    [Fact]
    public async Task A_field_that_the_given_version_has_not_is_told_with_the_nearest() =>
        (await InAsync("{ from: v1, to: v2, spec: { size: \"{{ .spec.sizes }}\" } }", Back)).ShouldBe(["ORK1050 spec.sizes is read, and the CRD of Shop v1 has no such field — did you mean spec.size?"]);

    [Fact]
    public async Task A_field_of_the_other_version_is_told() =>
        (await InAsync("{ from: v1, to: v2, spec: { size: \"{{ .spec.cron.hour }}\" } }", Back)).ShouldBe(["ORK1050 spec.cron is read, and the CRD of Shop v1 has no such field — spec has schedule, size; or add the field to the CRD"]);

    [Fact]
    public async Task A_target_that_the_wanted_version_has_not_is_told_with_the_nearest() =>
        (await InAsync("{ from: v1, to: v2, spec: { cron: { minutes: \"{{ .spec.schedule }}\" }, sise: 1 } }", Back)).ShouldBe(
        [
            "ORK1050 spec.cron.minutes is written, and the CRD of Shop v2 has no such field — did you mean spec.cron.minute?",
            "ORK1050 spec.sise is written, and the CRD of Shop v2 has no such field — did you mean spec.size?",
        ]);

    [Fact]
    public async Task A_version_that_there_is_not_is_told() =>
        (await InAsync("{ from: v1, to: v3, spec: { size: 1 } }", "{ from: v3, to: v1, spec: { size: 1 } }")).ShouldBe(
            ["ORK1050 the CRD of Shop has no version v3 — its versions are v1, v2", "ORK1050 the CRD of Shop has no version v3 — its versions are v1, v2"]);

    private static async Task<IReadOnlyList<string>> InAsync(params string[] paths) =>
    [
        .. (await new Sources().With("crd.yaml", Crd).LoadAsync(Found.Entry($"admission:\n  conversion:\n    paths:\n      - {string.Join("\n      - ", paths)}")))
            .Diagnostics.Where(static found => found.Id is not "ORK1030").Select(static found => $"{found.Id} {found.Message} — {found.Mend}"),
    ];
}
