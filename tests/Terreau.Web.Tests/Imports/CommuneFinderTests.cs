using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Imports.Actors;

namespace Terreau.Web.Tests.Imports;

/// <summary>A commune from its code, its name or its postcode, and what is asked where these do not agree.</summary>
public sealed class CommuneFinderTests : IAsyncLifetime
{
    private TestSite site = null!;

    public async ValueTask InitializeAsync()
    {
        site = await TestSite.StartAsync(seed: "empty");
        // A neighbour that shares the postcode of Romainville, as many communes elsewhere do.
        await site.WithDbAsync(db =>
        {
            db.Zones.Add(
                new Zone { Code = "COMMUNE:93998", Kind = ZoneKind.Commune, Name = "La Voisine", Postcodes = ["93230"],
                    SourceId = "decoupage-administratif", SourceOn = PartialDate.Parse("2026") });
            return db.SaveAsync(new Act("test", DateTime.UnixEpoch, "ajouter"));
        });
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Place_WithoutAnyDoubt_IsTheCommune()
    {
        var finder = await FinderAsync();
        (string Insee, string Name, string Postcode, string Expected)[] rows =
        [
            // The postcode alone, however it is written.
            ("", "", "93140", "93010"), ("", "", "93 140", "93010"), ("", "", "F-93140", "93010"), ("", "", "93140.0", "93010"),
            ("", "", "93000", "93008"), ("", "", "93260 LES LILAS", "93045"), ("", "", "93100 MONTREUIL CEDEX", "93048"),
            // Names with their traps, and the postcode that goes with them.
            ("", "Lilas (Les)", "93260", "93045"), ("", "LES LILAS CEDEX", "93261", "93045"), ("", "PRE ST GERVAIS", "93310", "93061"),
            ("", "Noisy le Sec", "", "93053"), ("", "93500 PANTIN CEDEX 12", "", "93055"), ("", "MONTREUIL CEDEX", "93107", "93048"),
            // Names of before, and of every day, which the postcode tells.
            ("", "Montreuil-sous-Bois", "93100", "93048"), ("", "Noisy", "93130", "93053"), ("", "Le Pré", "93310", "93061"),
            // What two communes share, their names tell.
            ("", "Romainville", "93230", "93063"), ("93063", "", "93230", "93063"), ("", "La Voisine", "93230", "93998"),
        ];

        Assert.All(rows, row =>
        {
            var found = finder.Place(row.Insee, row.Name, row.Postcode);
            Assert.Equal((row.Expected, null, null), (found.Insee, found.Question, found.Outside));
        });
    }

    [Fact]
    public async Task Place_ThatIsNotSure_IsLeftUnknownWithItsQuestion()
    {
        var finder = await FinderAsync();
        (string Insee, string Name, string Postcode, string Said)[] rows =
        [
            ("", "", "93230", "Romainville ou La Voisine ? Le code postal 93230 est commun à ces communes."),
            ("", "", "93230 CEDEX", "93230 est un CEDEX."),
            ("", "", "93107", "est-ce un CEDEX ?"),
            ("", "", "93100 CEDEX 2", "93100 est un CEDEX."),
            ("", "", "93140/93500", "plusieurs codes postaux"),
            ("", "Bondy", "93500", "Bondy ou Pantin ? Le code postal 93500 n’est pas de Bondy."),
            // There are Montreuils in the Vendée and in the Eure-et-Loir.
            ("", "Montreuil", "85200", "est-ce une autre commune du nom de Montreuil ?"),
            ("", "Quartier du Parc", "93170", "est-ce Bagnolet ? « Quartier du Parc » n’est pas connu"),
        ];

        Assert.All(rows, row =>
        {
            var found = finder.Place(row.Insee, row.Name, row.Postcode);
            Assert.Null(found.Insee);
            Assert.Contains(row.Said, found.Question, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Place_WhoseCommuneIsSureAndPostcodeIsNot_AsksAndKeepsTheCommune()
    {
        var finder = await FinderAsync();
        (string Insee, string Name, string Postcode, string Said)[] rows =
        [
            ("93010", "", "93500", "Bondy ou Pantin ?"),
            ("93010", "", "75011", "le code postal 75011 est-il juste ? Celui de Bondy est 93140."),
            ("", "Bondy", "93143", "93143 est-il un CEDEX de Bondy ? Son code postal est 93140."),
        ];

        Assert.All(rows, row =>
        {
            var found = finder.Place(row.Insee, row.Name, row.Postcode);
            Assert.Equal("93010", found.Insee);
            Assert.Contains(row.Said, found.Question, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("", "", "75011", "75011")]
    [InlineData("", "Marseille", "13001", "Marseille")]
    [InlineData("75111", "", "", "75111")]
    [InlineData("", "", "", null)]
    [InlineData("", "", "téléphone", null)]
    public async Task Place_ElsewhereOrUnsaid_IsNoQuestion(string insee, string name, string postcode, string? outside)
    {
        var found = (await FinderAsync()).Place(insee, name, postcode);

        Assert.Equal((null, null, outside), (found.Insee, found.Question, found.Outside));
    }

    private async Task<CommuneFinder> FinderAsync()
        => new(await site.Services.GetRequiredService<AtlasCache>().GetAsync(TestContext.Current.CancellationToken));
}
