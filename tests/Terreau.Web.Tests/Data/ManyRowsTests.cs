using Microsoft.EntityFrameworkCore;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Tests.Data;

/// <summary>Rows written at once against the same rows written one by one.</summary>
public sealed class ManyRowsTests : IDisposable
{
    private static readonly Act Test = new("essai", new DateTime(2026, 11, 24, 8, 0, 0, DateTimeKind.Utc), "essayer", "pour voir");
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Both => Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task AddMany_WritesWhatSaveWrites_AndTheSameJournal(string kind)
    {
        await using var one = await OpenAsync(kind);
        await using var many = await OpenAsync(kind);
        var sheets = new[] { Full("a"), Bare("b") };

        one.AddRange(sheets);
        await one.SaveAsync(Test);
        await using (var transaction = await many.AloneAsync(TestContext.Current.CancellationToken))
        {
            await many.AddManyAsync([sheets], Test, null, TestContext.Current.CancellationToken);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(await RowsAsync(one, "Organisations", "Id"), await RowsAsync(many, "Organisations", "Id"));
        Assert.Equal(await RowsAsync(one, "Journal", "SubjectId"), await RowsAsync(many, "Journal", "SubjectId"));
        Assert.Equal(sheets.Select(sheet => sheet.Name).Order(),
            await many.Organisations.Select(sheet => sheet.Name).OrderBy(name => name).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AddMany_OutsideATransaction_IsRefused()
    {
        await using var db = await OpenAsync("sqlite");

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => db.AddManyAsync([[Bare("a")]], Test, null, TestContext.Current.CancellationToken));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task AddMany_RolledBack_LeavesNothing(string kind)
    {
        await using var db = await OpenAsync(kind);
        await using (await db.AloneAsync(TestContext.Current.CancellationToken))
            await db.AddManyAsync([[Bare("a")]], Test, null, TestContext.Current.CancellationToken);

        Assert.Equal((0, 0), (await db.Organisations.CountAsync(TestContext.Current.CancellationToken),
            await db.Journal.CountAsync(TestContext.Current.CancellationToken)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task AddMany_ASlugTwice_IsRefused_AndTheRestWithIt(string kind)
    {
        await using var db = await OpenAsync(kind);
        await using (var transaction = await db.AloneAsync(TestContext.Current.CancellationToken))
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
                () => db.AddManyAsync([[Bare("a")], [Bare("b"), Bare("a")], [Bare("c")]], Test, null,
                    TestContext.Current.CancellationToken));
        }

        Assert.Equal(0, await db.Organisations.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AddMany_BlocksThatFail_SayWhy_AndWhatWasWrittenIsTold()
    {
        await using var db = await OpenAsync("sqlite");
        await using var transaction = await db.AloneAsync(TestContext.Current.CancellationToken);
        var written = new List<int>();

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(
            () => db.AddManyAsync(Blocks(), Test, block => written.Add(block.Count), TestContext.Current.CancellationToken));

        Assert.Equal("la suite manque", fault.Message);
        Assert.Equal([2], written);

        static IEnumerable<IReadOnlyList<Organisation>> Blocks()
        {
            yield return [Bare("a"), Bare("b")];
            throw new InvalidOperationException("la suite manque");
        }
    }

    public void Dispose() => folder.Dispose();

    private async Task<TerreauDb> OpenAsync(string kind)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder.Path, Guid.NewGuid().ToString("N"))).FullName;
        var connection = await Databases.FreshAsync(kind, own);
        TerreauDb db;
        if (kind == "sqlite")
        {
            var options = new DbContextOptionsBuilder<SqliteTerreauDb>();
            Dialect.Sqlite(options, connection);
            db = new SqliteTerreauDb(options.Options, new WriteGate(), new JournalBell());
        }
        else
        {
            var options = new DbContextOptionsBuilder<PostgresTerreauDb>();
            Dialect.Postgres(options, connection);
            db = new PostgresTerreauDb(options.Options, new WriteGate(), new JournalBell());
        }
        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);
        return db;
    }

    // The table as the database holds it, whatever the context makes of it.
    private static async Task<List<string>> RowsAsync(TerreauDb db, string table, string order)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\" ORDER BY \"{order}\"";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            // The number of a journal line is given by the database, and files choose no order.
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Where(at => table != "Journal" || reader.GetName(at) != "Id")
                .Select(at =>
                    $"{reader.GetName(at)}={(reader.GetValue(at) is Array list ? string.Join(',', list.Cast<object>()) : reader.GetValue(at))}:{reader.GetDataTypeName(at)}")));
        }
        return rows;
    }

    private static Organisation Bare(string slug)
        => new() { Slug = slug, Name = $"Sans rien {slug}", SourceId = Organisation.Declared, SourceOn = PartialDate.Parse("2026-11-24") };

    private static Organisation Full(string slug)
    {
        var sheet = new Organisation { Slug = slug, Name = "L’atelier « plein » d’à côté", SourceId = "dossier",
            SourceOn = PartialDate.Parse("2018-10") };
        sheet.Acronym = "APC";
        // Said, and empty: not the same as not said.
        sheet.Summary = "";
        sheet.Aliases = ["Atelier plein", "A.P.C., le \"vrai\""];
        sheet.Siret = "20005787500014";
        sheet.Roles = ["RESEAU"];
        sheet.Communes = ["93010", "93063"];
        (sheet.Latitude, sheet.Longitude, sheet.Precision) = (48.9, 2.48, "exacte");
        sheet.ContactName = "Personne d’essai";
        sheet.Email = "contact@exemple.fr";
        sheet.Reserved = new Dictionary<string, Audience> { [nameof(Organisation.Email)] = Audience.Organisation };
        sheet.Evidence = [new SourcedFact(nameof(Organisation.Email), "dossier", PartialDate.Parse("2018"))];
        return sheet;
    }
}
