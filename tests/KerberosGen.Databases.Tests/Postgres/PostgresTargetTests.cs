namespace KerberosGen.Databases.Tests.Postgres;

public sealed class PostgresTargetTests
{
    private const string Secret = "s3cret-word";

    [Theory]
    [InlineData("postgres:Host=db.example;Port=5433;Database=kdc;Username=kdc")]
    [InlineData("postgres:host=db.example;port=5433;database=kdc;user id=kdc;ssl mode=VerifyFull")]
    [InlineData("postgres://kdc@db.example:5433/kdc")]
    [InlineData("postgresql://kdc@db.example:5433/kdc?sslmode=Require&Maximum%20Pool%20Size=5")]
    [InlineData("postgres://db.example:5433/kdc?user%20id=kdc")]
    public void It_is_called_by_its_database_its_host_and_its_port(string store)
    {
        Assert.True(PostgresTarget.IsMeant(store));
        PostgresTarget target = Targets.Parse(store);
        Assert.Equal("PostgreSQL database kdc on db.example:5433", target.ToString());
        Assert.False(target.HasPassword);
    }

    [Theory]
    [InlineData("postgres:Host=db.example;Database=kdc;Username=kdc;Password=" + Secret)]
    [InlineData("postgres:Host=db.example;Database=kdc;Username=kdc;pwd='" + Secret + "'")]
    [InlineData("postgres:Host=db.example;Database=kdc;Username=kdc;SSL Password=" + Secret)]
    [InlineData("postgres://kdc:" + Secret + "@db.example/kdc")]
    [InlineData("postgres://kdc@db.example/kdc?password=" + Secret)]
    public void A_password_in_it_is_known_and_not_shown(string store)
    {
        PostgresTarget target = Targets.Parse(store);
        Assert.True(target.HasPassword);
        Assert.DoesNotContain(Secret, target.ToString());
    }

    [Theory]
    [InlineData("postgres:")]
    [InlineData("postgres:Database=kdc;Password=" + Secret)]
    [InlineData("postgres:Host=db.example;Password=a;" + Secret + ";Database=kdc")]
    [InlineData("postgres:Host=db.example;Password=a;" + Secret + "=b;Database=kdc")]
    [InlineData("postgres:Host=db.example;Port=" + Secret)]
    [InlineData("postgres:Host=db.example;Port=5432000000000;Password=" + Secret)]
    [InlineData("postgres://kdc:" + Secret + "@/kdc")]
    [InlineData("postgres://kdc:" + Secret + "@db.example:port/kdc")]
    [InlineData("postgres://db.example/kdc?" + Secret)]
    [InlineData("postgres://db.example/kdc?" + Secret + "=1")]
    [InlineData("postgres:" + Secret)]
    public void What_cannot_be_read_is_refused_and_quoted_nowhere(string store)
    {
        Assert.False(PostgresTarget.TryParse(store, out PostgresTarget? target, out string? problem));
        Assert.Null(target);
        Assert.EndsWith(".", problem);
        Assert.DoesNotContain(Secret, problem);
    }

    [Theory]
    [InlineData("files", false)]
    [InlineData("sqlite", false)]
    [InlineData("postgresHost=db", false)]
    [InlineData("postgres:", true)]
    [InlineData("postgresql://db/kdc", true)]
    public void A_text_is_meant_to_be_one_by_how_it_begins(string text, bool isMeant) => Assert.Equal(isMeant, PostgresTarget.IsMeant(text));
}
