using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Orkestra.Cli.Tests.Commands;

/// <summary>A file with many mistakes: each is named, with the line, the column and the id that the comment behind it tells.</summary>
public sealed partial class SeededMistakesTests : IDisposable
{
    private const string Katalog = """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata:
          name: seeded
          tags: one                                       # 9 ORK1006
        colour: red                                       # 1 ORK1003
        notes:
          - name: doubled
            expression: "{{ .spec.a"                      # 18 ORK1101
          - name: doubled                                 # 11 ORK1109
            expression: "x"
        spec:
          crds:
            one:
              apiTypes: { group: a.example.io, version: v1, kind: One, plural: ones }
              workers: 51                                 # 16 ORK1009
              resync: soon                                # 15 ORK1008
              enabled: "true"                             # 16 ORK1006
              labelSelector: "a in b"                     # 22 ORK1022
              crFiles: [ ./absent.yaml ]                  # 18 ORK1033
              validation:
                rules:
                  - { field: spec.size, min: 5 }
                  - { field: spec.size, max: 4 }          # 13 ORK1052
              operatorBox:
                anyOf: []                                 # 9 ORK1004
                onReconcile:
                  deployments:
                    - name: "{{ .metadata.name }}"
                      image: "{{ nosuch .spec.image }}"   # 26 ORK1102
                      replicas: many                      # 25 ORK1006
                      prot: 80                            # 15 ORK1003
                      when:
                        - { field: spec.a, operator: is, value: "1" }      # 46 ORK1130
                        - { field: spec.b }                                # 28 ORK1131
                        - { equals: "1" }                                  # 19 ORK1132
                    - name: same
                      image: nginx
                    - name: same                          # 21 ORK1019
                      image: nginx
                  services:
                    - port: 70000                         # 21 ORK1009
                      selector: { app: seeded }
                      protocol: HTTP                      # 25 ORK1010
                      targetPort: "{{ $x }}"              # 31 ORK1103
                  configMaps:
                    - data: { a: "{{ truncate .spec.a }}" }                # 30 ORK1104
                      data: {}                            # 15 ORK1011
                status:
                  fields:
                    - value: x                            # 15 ORK1007
                    - { path: "a..b", value: x }          # 23 ORK1021
            two:
              workers: 2                                  # 7 ORK1007
        """;

    private readonly CliRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Every_mistake_of_a_file_is_named_with_its_place()
    {
        _run.Write("katalog.yaml", Katalog);
        (await _run.RunAsync("validate", "--output", "json")).ShouldBe(1);
        // The spelling is an older one on purpose; that it is told is tested elsewhere.
        var found = JsonNode.Parse(_run.Out)!["findings"]!.AsArray()
            .Where(finding => (string?)finding!["id"] is not "ORK1065")
            .Select(finding => string.Create(CultureInfo.InvariantCulture, $"{(int)finding!["line"]!}:{(int)finding["column"]!} {(string?)finding["id"]}"))
            .ToList();
        var seeded = Seeded().ToList();
        seeded.Count.ShouldBeGreaterThanOrEqualTo(25);
        seeded.Except(found, StringComparer.Ordinal).ShouldBeEmpty(_run.Out);
        found.Except(seeded, StringComparer.Ordinal).ShouldBeEmpty(_run.Out);
    }

    private static IEnumerable<string> Seeded()
    {
        var lines = Katalog.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (Mark().Match(lines[i]) is { Success: true } mark)
                yield return string.Create(CultureInfo.InvariantCulture, $"{i + 1}:{mark.Groups["column"].Value} {mark.Groups["id"].Value}");
        }
    }

    [GeneratedRegex("# (?<column>[0-9]+) (?<id>ORK[0-9]{4})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark();
}
