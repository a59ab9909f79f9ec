using Orkestra.TestKit.ControlPlanes;
using Xunit;

[assembly: AssemblyFixture(typeof(RealClusterFixture))]
