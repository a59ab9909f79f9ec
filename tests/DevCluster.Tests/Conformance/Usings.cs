global using Orkestra.DevCluster.Tests.Conformance.Harness;
global using Shouldly;
global using Xunit;
