using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Terreau.Web.Data;
using Terreau.Web.Domain.Deciding;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Tests.Data;

public sealed class AnswersAsRulingsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Migrate_ReportsOfBefore_HaveTheirStateAndTheirRuling(string kind)
    {
        await using var db = await OpenAsync(kind);
        await db.GetService<IMigrator>().MigrateAsync("Start", TestContext.Current.CancellationToken);
        var (open, closed) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var at = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);
        await db.Database.ExecuteSqlAsync(
            $"""INSERT INTO "ErrorReports" ("Id", "Page", "Message", "ReportedAt", "ClosedAt") VALUES ({open}, '/a', 'Faux', {at}, NULL), ({closed}, '/b', 'Faux', {at}, {at})""");

        await Opening.MigrateAsync(db, TestContext.Current.CancellationToken);

        var states = await db.ErrorReports.ToDictionaryAsync(report => report.Id, report => report.State);
        Assert.Equal((RequestState.Waiting, RequestState.Accepted), (states[open], states[closed]));
        var ruling = await db.Rulings.SingleAsync();
        Assert.Equal((nameof(ErrorReport), closed, nameof(ErrorReport.Close), at), (ruling.Subject, ruling.SubjectId, ruling.Verb, ruling.At));
    }

    public void Dispose() => folder.Dispose();

    private async Task<TerreauDb> OpenAsync(string kind)
    {
        var connection = await Databases.FreshAsync(kind, folder.Path);
        if (kind == "sqlite")
        {
            var options = new DbContextOptionsBuilder<SqliteTerreauDb>();
            Dialect.Sqlite(options, connection);
            return new SqliteTerreauDb(options.Options, new WriteGate(), new JournalBell());
        }
        var postgres = new DbContextOptionsBuilder<PostgresTerreauDb>();
        Dialect.Postgres(postgres, connection);
        return new PostgresTerreauDb(postgres.Options, new WriteGate(), new JournalBell());
    }
}
