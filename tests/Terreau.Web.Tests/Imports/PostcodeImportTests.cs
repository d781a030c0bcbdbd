using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Differences;
using Terreau.Web.Imports.Pipeline;

namespace Terreau.Web.Tests.Imports;

/// <summary>A file that says postcodes and no commune, against the directory.</summary>
public sealed class PostcodeImportTests : IAsyncLifetime
{
    private const string Source = "import-ville";

    private TestSite site = null!;

    public async ValueTask InitializeAsync() => site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Rows_WithAPostcodeAlone_HaveTheirCommune_AndDoubtfulOnesAreTakenWithoutIt()
    {
        var diff = await CompareAsync("Nom;CP\nLa Ruche;93140\nLe Fil;93107\nAilleurs;75011\n");

        Assert.Equal(["93010", null, null], diff.Added.Select(record => record.Values.GetValueOrDefault("Communes")));
        Assert.Empty(diff.Rejected);
        Assert.EndsWith("à confirmer : quelle est la commune ? 93107 n’est d’aucune commune du territoire : est-ce un CEDEX ?",
            Assert.Single(diff.Told().Lines(Outcome.ToConfirm)).Words, StringComparison.Ordinal);
        Assert.StartsWith("ligne 3, ", Assert.Single(diff.Told().Lines(Outcome.ToConfirm)).Key, StringComparison.Ordinal);
        Assert.Equal("ligne 4 : Commune : « 75011 » n’est pas du territoire.", Assert.Single(diff.Told().Lines(Outcome.Warned)).ToString());
    }

    [Fact]
    public async Task Apply_ThenTheSameFileAgain_ChangesNothing()
    {
        const string file = "Nom;CP\nMaison du peuple;93140\nMaison du peuple;93500\nAtelier des voisins;93107\n";
        await ApplyAsync(file);

        var again = await CompareAsync(file);

        Assert.True(again.IsEmpty);
        Assert.Equal(3, again.Unchanged);
        Assert.Equal(["93010", "93055"],
            (await site.WithDbAsync(db => db.Organisations.Where(sheet => sheet.Name == "Maison du peuple").Select(sheet => sheet.Communes)
                .ToListAsync())).Select(communes => Assert.Single(communes)).Order());
    }

    [Fact]
    public async Task Row_KnownBeforePostcodesWereLookedAt_IsTheSameSheet_AndFillsItsCommune()
    {
        await ApplyAsync("Nom;Tél\nMaison du peuple;0141600000\n");
        const string file = "Nom;CP;Tél\nMaison du peuple;93140;0141600000\nMaison du peuple;93500;0141600001\n";

        var diff = await CompareAsync(file);

        Assert.Equal(("Communes", "93010"), Assert.Single(Assert.Single(diff.Changed).Fields.Select(field => (field.Field, field.After))));
        Assert.Equal("93055", diff.Added.Concat(diff.HeldBack.Select(twin => twin.Record)).Single().Values["Communes"]);
        Assert.Empty(diff.Closed);
        await ApplyAsync(file);
        Assert.True((await CompareAsync(file)).IsEmpty);
        // Gone from the file under both of its keys, it leaves the directory once.
        Assert.Single((await CompareAsync("Nom;CP;Tél\nMaison du peuple;93500;0141600001\n")).Closed);
    }

    [Fact]
    public async Task Row_WhosePostcodeSaysAnotherCommune_IsSaidAndStaysTheSheetItWas()
    {
        await ApplyAsync("Nom;Ville\nMaison du peuple;Bondy\n");

        var diff = await CompareAsync("Nom;Ville;CP\nMaison du peuple;Bondy;93500\n");

        Assert.Equal((1, 0, 0), (diff.Unchanged, diff.Added.Count, diff.Closed.Count));
        Assert.Contains("Bondy ou Pantin ?", Assert.Single(diff.Told().Lines(Outcome.ToConfirm)).Words, StringComparison.Ordinal);
    }

    private async Task<ActorDiff> CompareAsync(string file)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var table = TableFile.Read(Encoding.UTF8.GetBytes(file)).Table;
        return await scope.ServiceProvider.GetRequiredService<ActorImport>()
            .CompareAsync(table, ImportMapping.Of(table, ColumnGuessing.Of(table)), Source, CancellationToken.None);
    }

    private async Task ApplyAsync(string file)
    {
        var diff = await CompareAsync(file);
        await using var scope = site.Services.CreateAsyncScope();
        var (table, act) = (TableFile.Read(Encoding.UTF8.GetBytes(file)).Table,
            new Act("test", site.Clock.GetUtcNow().UtcDateTime, ActorImport.Command));
        Assert.Equal(ImportEnd.Applied, await scope.ServiceProvider.GetRequiredService<ActorImport>()
            .ApplyAsync(ImportedFile.Of("Ville", "ville.csv", new string('0', 64), "{}", act.At), table,
                ImportMapping.Of(table, ColumnGuessing.Of(table)), diff.Fingerprint, withLookalikes: true, act, CancellationToken.None));
    }
}
