using Orkestra.Katalog.Loading;
using Orkestra.Katalog.Migration;
using Shouldly;
using Xunit;

namespace Orkestra.Katalog.Tests.Migration;

/// <summary>Older forms become the present one by moving text.</summary>
public sealed class FormatMigrationTests
{
    [Fact]
    public void The_flat_form_becomes_the_grouped_one_and_comments_stay() => Migrated.Text(
        """
        # Shops.
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: shops }   # one line

        spec:
          crds:
            # The shop.
            shop:
              crdFile: crd.yaml
              workers: 2 # two

              # Rules.
              validation:
                rules:
                  - { field: spec.image, operator: exists }   # needed

              operatorBox:
                reconciler:   # tuning
                  # often
                  resync: 15s

                # What it makes.
                onCreate:
                  configMaps:
                    - name: a
                      data:
                        text: |
                          one
                            two

                          three
                # What it shows.
                status:
                  fields:
                    - { path: phase,
                        value: Open }
        # The end.

        """).ShouldBe(
        """
        # Shops.
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: shops }   # one line

        spec:
          crds:
            # The shop.
            shop:
              crdFile: crd.yaml

              admission:
                # Rules.
                validation:
                  rules:
                    - { field: spec.image, operator: exists }   # needed

              operatorBox:
                reconcile:
                  # tuning
                  # often
                  resync: 15s

                  # What it makes.
                  onCreate:
                    configMaps:
                      - name: a
                        data:
                          text: |
                            one
                              two

                            three
                  workers: 2 # two
                emit:
                  # What it shows.
                  status:
                    fields:
                      - { path: phase,
                          value: Open }
        # The end.

        """);

    [Fact]
    public void The_oldest_form_becomes_a_map() => Migrated.Text(
        """
        apiVersion: orkestra.konductor.io/v1Alpha
        kind: Katalog
        metadata: { name: shops }
        spec:
          crds:
          # first
          - name: shop   # the shop
            crdFile: crd.yaml
            workers: 3
          - crdFile: crd.yaml
            # its name
            name: "mall"
          - { name: kiosk, crdFile: crd.yaml, operatorBox: { default: true, onCreate: { configMaps: [] } } } # small

        """).ShouldBe(
        """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: shops }
        spec:
          crds:
            # first
            shop: # the shop
              crdFile: crd.yaml
              operatorBox:
                reconcile:
                  workers: 3
            # its name
            "mall":
              crdFile: crd.yaml
            kiosk: # small
              crdFile: crd.yaml
              operatorBox:
                reconcile:
                  default: true
                  onCreate: { configMaps: [] }

        """);

    [Fact]
    public void Renamed_keys_and_lists_of_labels_change_where_they_are() => Migrated.Text(
        """
        apiVersion: inrun.dev/v1
        kind: Catalog
        metadata: { name: shops }
        spec:
          crds:
            shop:
              crdFile: crd.yaml
              operatorBox:
                observe: { cross: [ { labels: a=b, source: { host: "http://a", type: cr } } ] }
                reconcile:
                  onReconcile:
                    anyOf: [ { field: spec.a, equals: b } ]
                    configMaps:
                      - name: a
                        labels:
                        - key: app
                          value: "{{ .spec.a }}"
                        # two
                        - { key: tier, value: web } # web
                        annotations: [ { key: a, value: b }, { key: c } ]
                        data: { a: anyOf }

        """).ShouldBe(
        """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: shops }
        spec:
          crds:
            shop:
              crdFile: crd.yaml
              operatorBox:
                observe: { cross: [ { labelSelector: a=b, source: { host: "http://a", protocol: cr } } ] }
                reconcile:
                  onReconcile:
                    or: [ { field: spec.a, equals: b } ]
                    configMaps:
                      - name: a
                        labels:
                          app: "{{ .spec.a }}"
                        # two
                          tier: web # web
                        annotations: { a: b, c: "" }
                        data: { a: anyOf }

        """);

    [Fact]
    public void Older_keys_with_other_values_are_said_in_the_present_form() => Migrated.Text(
        """
        apiVersion: inrun.dev/v1
        kind: Catalog
        metadata: { name: shops }
        spec:
          crds:
            shop:
              crdFile: crd.yaml
              operatorBox:
                # who is asked
                external:
                  - name: a
                    url: http://a
                    auth:
                      token: "${TOKEN}" # from the environment
                rollBackOnError: true # at once
                onReconcile:
                  deployments:
                    - image: a
                      envFrom:
                        secretRef:
                          name: b # one
                          # maybe
                          optional: true
                        configMapRef: c # all of it
                    - image: b
                      envFrom:
                        secretRef:
                          - d # first
                          - "e"
                        configMapRef: [ f, "g" ]
                    - { image: c, envFrom: { secretRef: { name: h } } }

        """).ShouldBe(
        """
        apiVersion: orkestra.orkspace.io/v1
        kind: Katalog
        metadata: { name: shops }
        spec:
          crds:
            shop:
              crdFile: crd.yaml
              operatorBox:
                runtime:
                  rollback: { trigger: { consecutiveFailures: 3 } } # at once
                reconcile:
                  onReconcile:
                    deployments:
                      - image: a
                        envFrom:
                          secretRef:
                            - name: b # one
                              # maybe
                              optional: true
                          configMapRef: [ { name: c } ] # all of it
                      - image: b
                        envFrom:
                          secretRef:
                            - name: d # first
                            - name: "e"
                          configMapRef: [ { name: f }, { name: "g" } ]
                      - { image: c, envFrom: { secretRef: [ { name: h } ] } }
                    # who is asked
                    external:
                      - name: a
                        url: http://a
                        auth:
                          env: TOKEN # from the environment

        """);

    [Theory]
    [InlineData("external: [ { name: a, url: b } ]\n        onReconcile: { external: [ { name: c, url: d } ] }", "external:")]
    [InlineData("external: [ { name: a, url: b } ]\n        onReconcile: { when: [ { field: spec.a, operator: exists } ] }", "        external:")]
    [InlineData("rollBackOnError: false", "rollBackOnError: false")]
    [InlineData("rollBackOnError: true\n        rollback: { trigger: { consecutiveFailures: 5 } }", "rollBackOnError: true")]
    public void What_has_no_present_form_beside_the_rest_stays(string lines, string stays) =>
        Migrated.Text($"apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: {{ name: a }}\nspec:\n  crds:\n    shop:\n      crdFile: crd.yaml\n      operatorBox:\n        {lines}\n").ShouldContain(stays);

    [Fact]
    public void The_oldest_Komposer_gets_imports() =>
        Migrated.Text("kind: Komposer\napiVersion: orkestra.orkspace.io/v1\nmetadata: { name: a }\nsources: # all\n  files: [ a.yaml ]\nspec: { crds: { a: { workers: 3 } } }\n")
            .ShouldBe("kind: Komposer\napiVersion: orkestra.orkspace.io/v1\nmetadata: { name: a }\nimports: # all\n  files: [ a.yaml ]\nspec:\n  crds:\n    a:\n      operatorBox:\n        reconcile:\n          workers: 3\n");

    [Fact]
    public void A_file_in_the_present_form_stays_as_it_is()
    {
        const string Text = "apiVersion: orkestra.orkspace.io/v1\r\nkind:   Katalog\r\nmetadata: {name: a}\r\nspec: {crds: {}}";

        var result = FormatMigration.Migrate(new SourceText("a", Text));

        result.Text.ShouldBe(Text);
        result.Changes.ShouldBeEmpty();
    }

    [Fact]
    public void Line_ends_of_Windows_stay() =>
        Migrated.Text("apiVersion: inrun.dev/v1\r\nkind: Katalog\r\nmetadata: { name: a }\r\nspec:\r\n  crds:\r\n    a:\r\n      workers: 3\r\n")
            .ShouldBe("apiVersion: orkestra.orkspace.io/v1\r\nkind: Katalog\r\nmetadata: { name: a }\r\nspec:\r\n  crds:\r\n    a:\r\n      operatorBox:\r\n        reconcile:\r\n          workers: 3\r\n");

    [Theory]
    [InlineData("    base: &base { crdFile: a, workers: 3 }\n    shop: *base\n")]
    [InlineData("    base: &base\n      crdFile: a\n      workers: 3\n    shop:\n      <<: *base\n      resync: 1m\n")]
    [InlineData("    shop:\n      workers: 3\n      operatorBox: &box { onCreate: {} }\n    other:\n      operatorBox: *box\n")]
    public void What_hides_behind_an_alias_is_refused_with_its_place(string entries)
    {
        var result = FormatMigration.Migrate(new SourceText("katalog.yaml", $"apiVersion: orkestra.orkspace.io/v1\nkind: Katalog\nmetadata: {{ name: a }}\nspec:\n  crds:\n{entries}"));

        result.Text.ShouldBeNull();
        result.Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("ORK1066");
    }

    [Theory]
    [InlineData("a: [", "ORK1002")]
    [InlineData("a: b", "ORK1017")]
    [InlineData("kind: Deployment", "ORK1017")]
    [InlineData("kind: Katalog\n---\nkind: Katalog", "ORK1017")]
    public void What_is_no_definition_is_refused(string text, string id) => FormatMigration.Migrate(new SourceText("a", text)).Diagnostics.ShouldHaveSingleItem().Id.ShouldBe(id);
}
