using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Register;
using Terreau.Web.Imports.Actors;
using Terreau.Web.Imports.Pipeline;
using Terreau.Web.Imports.Sirene;

namespace Terreau.Web.Tests.Imports;

/// <summary>A file that gives a SIRET and no commune, beside a Sirene stock that knows it, or does not.</summary>
public sealed class RegisterPlacesTests : IAsyncLifetime
{
    private const string Source = "import-ville";
    private const string Number = "35600000000048";

    private TestSite site = null!;

    public async ValueTask InitializeAsync() => site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Row_WithoutACommune_HasThatOfTheRegister_WithItsSourceAndMonth()
    {
        await HoldAsync(Number, "93010", "12 RUE DE LA PAIX");

        var diff = await ApplyAsync($"Nom;SIRET\nLes Jardins;{Number}\nSans numéro;\n");

        Assert.Equal(["Pour 1\u00A0ligne qui ne dit pas sa commune, le répertoire Sirene de septembre 2026 la dit, par le SIRET.",
            "1\u00A0nouvelle fiche est sans commune\u00A0: elle ne serait pas sur la carte. Est-elle bien du territoire\u00A0?"],
            diff.Told().Notes);
        var sheet = await SheetAsync("Les Jardins");
        Assert.Equal(("93010", "12 RUE DE LA PAIX, 93140 Bondy", "commune"), (sheet.Communes.Single(), sheet.Address, sheet.Precision));
        var on = PartialDate.Parse("2026-09");
        Assert.Equal([new SourcedFact("Address", SireneImport.SourceId, on), new SourcedFact("Communes", SireneImport.SourceId, on)],
            sheet.Evidence);
        Assert.Equal(Source, sheet.SourceId);
        Assert.Contains(
            "Adresse postale et communes\u00A0: Base Sirene des entreprises et de leurs établissements, fichiers stock du mois, septembre 2026",
            string.Join(' ', (await site.PageAsync("/acteurs/les-jardins")).Body!.TextContent
                .Split((char[]?)[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.True((await CompareAsync($"Nom;SIRET\nLes Jardins;{Number}\nSans numéro;\n")).IsEmpty);
    }

    [Theory]
    [InlineData("Commune", "Les Lilas", "93045")]
    [InlineData("Commune", "Marseille", null)]
    [InlineData("Code postal", "13001", null)]
    [InlineData("Adresse", "3 rue de Paris 93100 Montreuil", null)]
    public async Task Row_ThatSaysAPlace_IsLeftAsItIs(string heading, string said, string? commune)
    {
        await HoldAsync(Number, "93010", "12 RUE DE LA PAIX");

        var diff = await CompareAsync($"Nom;SIRET;{heading}\nLes Jardins;{Number};{said}\n");

        Assert.Equal(commune, diff.Added.Single().Values.GetValueOrDefault("Communes"));
        Assert.Null(diff.Added.Single().Register);
    }

    [Theory]
    [InlineData(nameof(RegisterState.Closed))]
    [InlineData(nameof(RegisterState.Absent))]
    public async Task Establishment_ThatIsNoMore_PlacesNothing(string state)
    {
        await HoldAsync(Number, "93010", "12 RUE DE LA PAIX", Enum.Parse<RegisterState>(state));

        Assert.Null((await CompareAsync($"Nom;SIRET\nLes Jardins;{Number}\n")).Added.Single().Register);
    }

    [Fact]
    public async Task Unit_ThatKeepsItsAddressBack_GivesItsCommuneAlone()
    {
        await HoldAsync(Number, "93010", address: null);

        var values = (await CompareAsync($"Nom;SIRET\nLes Jardins;{Number}\n")).Added.Single().Values;

        Assert.Equal(("93010", null), (values["Communes"], values.GetValueOrDefault("Address")));
    }

    [Fact]
    public async Task Stock_OfALaterMonth_MovesTheSheet_AndTheFileItselfStandsAboveIt()
    {
        await HoldAsync(Number, "93010", "12 RUE DE LA PAIX");
        await ApplyAsync($"Nom;SIRET\nLes Jardins;{Number}\n");
        await site.WithDbAsync(async db =>
        {
            var one = await db.RegisteredEstablishments.SingleAsync();
            (one.Commune, one.Address, one.Postcode) = ("93055", "3 RUE HOCHE", "93500");
            (await db.RegisterStocks.SingleAsync()).StockOn = PartialDate.Parse("2026-10");
            return await db.SaveAsync(Act.ByConsole(TimeProvider.System, "mois suivant"));
        });

        await ApplyAsync($"Nom;SIRET\nLes Jardins;{Number}\n");
        var moved = await SheetAsync("Les Jardins");
        await ApplyAsync($"Nom;SIRET;Commune\nLes Jardins;{Number};Les Lilas\n");
        var said = await SheetAsync("Les Jardins");

        Assert.Equal(("93055", "3 RUE HOCHE, 93500 Pantin"), (moved.Communes.Single(), moved.Address));
        Assert.All(moved.Evidence, fact => Assert.Equal(PartialDate.Parse("2026-10"), fact.SourceOn));
        // An address of the register, in a commune that the file contradicts, is no longer its own.
        Assert.Equal(("93045", null), (said.Communes.Single(), said.Address));
        Assert.Empty(said.Evidence);
    }

    [Fact]
    public async Task Address_ThatTheOrganisationDeclared_StandsWithoutAWord()
    {
        await HoldAsync(Number, "93010", "12 RUE DE LA PAIX");
        await ApplyAsync($"Nom;SIRET\nLes Jardins;{Number}\n");
        await site.WithDbAsync(async db =>
        {
            var sheet = await db.Organisations.SingleAsync(one => one.Name == "Les Jardins");
            sheet.Address = "5 rue du Canal, 93140 Bondy";
            sheet.Evidence = [.. sheet.Evidence.Where(fact => fact.Text != "Address"),
                new SourcedFact("Address", Organisation.Declared, PartialDate.Parse("2026-11-02"))];
            return await db.SaveAsync(Act.ByConsole(TimeProvider.System, "corriger"));
        });

        var again = await CompareAsync($"Nom;SIRET\nLes Jardins;{Number}\n");

        Assert.Equal((1, 0), (again.Unchanged, again.Changed.Count));
    }

    [Fact]
    public async Task Stock_NotHeld_IsProposed()
    {
        var diff = await CompareAsync($"Nom;SIRET\nLes Jardins;{Number}\n");

        Assert.Equal("Une fois importé, le stock Sirene dirait la commune de celles qui ont un SIRET.", diff.Told().Notes[^1]);
    }

    private Task<int> HoldAsync(string siret, string commune, string? address, RegisterState state = RegisterState.Active)
        => site.WithDbAsync(db =>
    {
        var month = PartialDate.Parse("2026-09");
        db.RegisterStocks.Add(new RegisterStock { StockOn = month, TablesVersion = "essai", SourceId = SireneImport.SourceId });
        db.RegisteredEstablishments.Add(new RegisteredEstablishment
        {
            Siret = siret, Siren = siret[..9], Commune = commune, Address = address, Postcode = address is null ? null : "93140",
            LegalCategory = "9220", StockOn = month, State = state,
        });
        return db.SaveAsync(Act.ByConsole(TimeProvider.System, "stock d’essai"));
    });

    private async Task<ActorDiff> CompareAsync(string file) => await WorkAsync(file, (_, diff) => Task.FromResult(diff));

    private Task<ActorDiff> ApplyAsync(string file) => WorkAsync(file, async (import, diff) =>
    {
        var table = TableFile.Read(Encoding.UTF8.GetBytes(file)).Table;
        var mapping = await import.MappingAsync(Source, table, CancellationToken.None);
        var act = Act.ByConsole(TimeProvider.System, ActorImport.Command);
        Assert.Equal(ImportEnd.Applied,
            await import.ApplyAsync(ImportedFile.Of("Ville", "ville.csv", "0", mapping.ToJson(), act.At), table, mapping, diff.Fingerprint,
                withLookalikes: true, act, CancellationToken.None));
        return diff;
    });

    private async Task<ActorDiff> WorkAsync(string file, Func<ActorImport, ActorDiff, Task<ActorDiff>> work)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var import = scope.ServiceProvider.GetRequiredService<ActorImport>();
        var table = TableFile.Read(Encoding.UTF8.GetBytes(file)).Table;
        return await work(import, await import.CompareAsync(table, await import.MappingAsync(Source, table, CancellationToken.None), Source,
            CancellationToken.None));
    }

    private Task<Organisation> SheetAsync(string name)
        => site.WithDbAsync(db => db.Organisations.AsNoTracking().SingleAsync(sheet => sheet.Name == name));
}
