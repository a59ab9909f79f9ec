using Orkestra.TestKit.ControlPlanes;
using Orkestra.TestKit.Postgres;
using Xunit;

[assembly: AssemblyFixture(typeof(RealClusterFixture))]
[assembly: AssemblyFixture(typeof(PostgresFixture))]
