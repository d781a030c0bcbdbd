using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Terreau.Web.Features.Directory;
using Terreau.Web.Features.Offers;
using Terreau.Web.Hosting.Api;
using Terreau.Web.Listing;
using Terreau.Web.Search;
using Terreau.Web.Tests.Features.Directory;

namespace Terreau.Web.Tests.Listing;

public sealed class ListReadingTests(DirectorySite shared) : IClassFixture<DirectorySite>
{
    [Fact]
    public void Of_EverythingWellFormed_ReadsItAllWithoutFault()
    {
        var reading =
            Read("?q=%20pain%20&commune=93063&commune=93010&filiere=numerique&role=FINANCEUR&famille=COOPERATIVE&qpv=QN09308M&origine=93010&rayon=5&tri=nom&page=3");

        Assert.Empty(reading.Faults);
        var query = reading.Query;
        Assert.Equal("pain", query.Words);
        Assert.Equal(["93063", "93010"], query.ValuesOf("commune"));
        Assert.Equal(["QPV:QN09308M"], query.ValuesOf("qpv"));
        Assert.Equal(("93010", 5, SearchSort.Name, 3), (query.Origin, query.RadiusKm, query.Sort.Search, query.Page));
    }

    [Theory]
    [InlineData("?lat=2.43&lon=48.88", "lat", "La latitude et la longitude semblent inversées.")]
    [InlineData("?lat=40.4&lon=-3.7", "lat", "Ce point est hors de France.")]
    [InlineData("?lat=48.88", "lon", "Un point demande une latitude et une longitude.")]
    [InlineData("?lat=nord&lon=2.43", "lat", "La latitude et la longitude s’écrivent en degrés, par exemple 48.88 et 2.43.")]
    [InlineData("?lat=1e999&lon=2.43", "lat", "La latitude et la longitude s’écrivent en degrés, par exemple 48.88 et 2.43.")]
    [InlineData("?commune=Romainville", "commune", "« Romainville » n’est pas une valeur connue du critère « Commune ».")]
    [InlineData("?role=ROI", "role", "« ROI » n’est pas une valeur connue du critère « Rôle ».")]
    [InlineData("?origine=75056", "origine", "« 75056 » n’est pas le code d’une commune du territoire.")]
    [InlineData("?rayon=5", "rayon", "Pour limiter la distance, choisissez une commune de départ.")]
    [InlineData("?origine=93010&rayon=0", "rayon", "La distance est un nombre entier entre 1 et 200.")]
    [InlineData("?tri=distance", "tri", "Pour trier par distance, choisissez une commune de départ.")]
    [InlineData("?tri=hasard", "tri", "« hasard » n’est pas un ordre connu.")]
    [InlineData("?page=-1", "page", "La page est un nombre entier entre 1 et 100000.")]
    [InlineData("?page=99999999999999999999", "page", "La page est un nombre entier entre 1 et 100000.")]
    [InlineData("?limit=101", "limit", "Le nombre de résultats par page est un nombre entier entre 1 et 100.")]
    [InlineData("?zone=1,2,3", "zone", "La zone de la carte s’écrit ouest,sud,est,nord, en degrés.")]
    [InlineData("?zone=2.5,48.8,2.4,48.9", "zone", "La zone de la carte s’écrit ouest,sud,est,nord, en degrés.")]
    public void Of_OneParameterMalformed_NamesItAndGoesOnWithoutIt(string address, string parameter, string sentence)
    {
        var reading = Read(address);

        Assert.Equal(new QueryFault(parameter, sentence), Assert.Single(reading.Faults));
        Assert.Equal(1, reading.Query.Page);
        Assert.Null(reading.Query.Point);
        Assert.True(reading.Query.Selected.Count == 0 && reading.Query.RadiusKm is null && reading.Query.Area is null
            && reading.Query.Asked is null);
    }

    [Theory]
    [InlineData("?inconnu=1&utm_source=x")]
    [InlineData("?q=&commune=&rayon=&origine=&tri=&page=")]
    [InlineData("")]
    public void Of_UnknownOrEmptyParameters_AreIgnored(string address)
    {
        var reading = Read(address);

        Assert.Empty(reading.Faults);
        Assert.True(reading.Query.IsEverything);
        Assert.Equal("/acteurs", reading.Query.Address("/acteurs"));
    }

    [Fact]
    public void Of_EndlessWords_AreCutAndTold()
    {
        var reading = Read("?q=" + Uri.EscapeDataString(string.Concat(Enumerable.Repeat("😀", 500))));

        Assert.Equal("q", Assert.Single(reading.Faults).Parameter);
        Assert.Equal(200, reading.Query.Words.Length);
        Assert.True(reading.Query.Words.IsNormalized());
    }

    [Fact]
    public void Of_AThousandWrongValues_TellsTenOfThem()
    {
        var reading = Read("?" + string.Join('&', Enumerable.Range(0, 1000).Select(i => $"role=R{i}")));

        Assert.Equal(10, reading.Faults.Count);
    }

    [Fact]
    public void Address_OfAQuery_ReadsBackTheSame()
    {
        var query = Read(
            "?page=2&q=a%26b%3D%22c%22&filiere=numerique&commune=93063&commune=93010&lat=48.88&lon=2.43&zone=2.4,48.86,2.46,48.9&tri=fraicheur&limit=50").Query;

        var again = Read(query.Address("")).Query;

        Assert.Equal(query.Pairs(), again.Pairs());
        Assert.Equal("a&b=\"c\"", again.Words);
    }

    [Fact]
    public void Sort_WithAPlaceAndNoOrderAsked_IsByDistance()
    {
        Assert.Equal(SearchSort.Distance, Read("?origine=93010").Query.Sort.Search);
        Assert.Equal(SearchSort.Relevance, Read("?origine=93010&tri=pertinence").Query.Sort.Search);
        Assert.Equal(SearchSort.Relevance, Read("?q=pain").Query.Sort.Search);
    }

    [Fact]
    public void Criteria_OfAQuery_ReadAsASentenceAndComeOffOneByOne()
    {
        var query = Read("?q=pain&commune=93063&filiere=alimentation-agriculture&origine=93045&rayon=5").Query;

        Assert.Equal(
            "12\u00A0acteurs · « pain » · Romainville · alimentation et agriculture · à moins de 5\u00A0km des Lilas",
            query.Sentence(12, shared.Atlas));
        Assert.Equal(
            "/acteurs?q=pain&filiere=alimentation-agriculture&origine=93045&rayon=5",
            query.Criteria(shared.Atlas).ElementAt(1).ToChip().RemoveHref);
    }

    [Fact]
    public void Sentence_OfSeveralValuesOfOneCriterion_SaysOr()
        => Assert.Equal(
            "2\u00A0acteurs · Bondy ou Romainville · financeur ou réseau",
            Read("?commune=93010&commune=93063&role=FINANCEUR&role=RESEAU").Query.Sentence(2, shared.Atlas));

    [Theory]
    [InlineData("?montant=30%20000", 30_000)]
    [InlineData("?montant=12,50", 13)]
    [InlineData("?montant=0", null)]
    [InlineData("?montant=beaucoup", null)]
    public void Amount_IsReadAsPeopleTypeIt_AndMeansFunding(string address, int? euros)
    {
        var query = Offers(address).Query;

        Assert.Equal(euros, query.Amount);
        Assert.Equal(euros is null ? [] : ["FINANCEMENT"], query.ToSearch(shared.Atlas, default).Selected.GetValueOrDefault("besoin")
            ?? []);
    }

    [Fact]
    public void Everyone_OfACriterion_IsFoundWithAnyValue()
        => Assert.Equal(["femmes", "tous"], Offers("?public=femmes").Query.ToSearch(shared.Atlas, default).Selected["public"]);

    [Fact]
    public void Of_WhatAListDoesNotTake_IsIgnored()
    {
        Assert.Null(Read("?montant=300").Query.Amount);
        Assert.False(Offers("?origine=93010&lat=48.88&lon=2.43").Query.HasPlace);
    }

    private ListReading Read(string address)
        => ListReading.Of(new QueryCollection(QueryHelpers.ParseQuery(address)), ActorList.Asked, shared.Atlas);

    private ListReading Offers(string address)
        => ListReading.Of(new QueryCollection(QueryHelpers.ParseQuery(address)), OfferList.Asked, shared.Atlas);
}
