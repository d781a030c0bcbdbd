using System.Text.Json;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using NJsonSchema;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Accounts;
using Terreau.Web.Domain.Directory;

namespace Terreau.Web.Tests.Features.Directory;

/// <summary>Opening hours, from the form where people type French to every way out.</summary>
public sealed class SheetHoursTests : IAsyncLifetime
{
    private const string Sheet = "/acteurs/baluchon";
    private const string Edit = "/acteurs/baluchon/modifier";
    private const string Field = "f.OpeningHours";

    private TestSite site = null!;

    public async ValueTask InitializeAsync() => site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Theory]
    [MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Save_FrenchHours_AreKeptInOsmAndSaidInFrench(string database)
    {
        await using var other = await TestSite.StartAsync(database);
        await other.SignInAsync("editrice@exemple.fr", organisations: ("baluchon", OrganisationRoles.Editor));

        using var seen = await other.SubmitAsync(await other.PageAsync(Edit), "main form",
            (Field, "du lundi au vendredi 9h-12h\nfermé le mercredi et les jours fériés"), ("geste", "voir"));
        var preview = await other.ParseAsync(await seen.Content.ReadAsStringAsync(), Edit);
        using var saved = await other.SubmitAsync(preview, "main form", ("geste", "enregistrer"));

        Assert.Equal("lundi au vendredi : 9 h à 12 h ; fermé le mercredi et les jours fériés",
            Plain(preview.QuerySelectorAll("table.changes td")[^1]));
        Assert.Equal("Mo-Fr 09:00-12:00; We,PH off", (await HeldAsync(other)).OpeningHours);
        var again = await other.PageAsync(Edit);
        Assert.Equal("lundi au vendredi : 9 h à 12 h ; fermé le mercredi et les jours fériés",
            Plain(again.QuerySelector($"[name='{Field}']")!));
        var past = await other.PageAsync($"{Sheet}/historique");
        Assert.Contains("lundi au vendredi : 9 h à 12 h", Plain(past.QuerySelector("main")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_WhatIsNotUnderstood_IsRefusedWithASentenceAndKept()
    {
        await site.SignInAsync("editrice@exemple.fr", organisations: ("baluchon", OrganisationRoles.Editor));

        using var refused = await site.SubmitAsync(await site.PageAsync(Edit), "main form", (Field, "samedi matin"),
            ("geste", "enregistrer"));

        var page = await site.ParseAsync(await refused.Content.ReadAsStringAsync(), Edit);
        Assert.Contains("« matin » n’a pas d’heures", page.QuerySelector("#erreurs")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("samedi matin", Plain(page.QuerySelector($"[name='{Field}']")!));
        Assert.Null((await HeldAsync(site)).OpeningHours);
    }

    [Theory]
    [InlineData("Mo 08:30-17:00 open, Tu 08:30-17:00 open, Sa closed")]
    [InlineData("SH off; Mo 09:00-12:00")]
    public async Task Save_AnotherField_LeavesTheHoursToTheLetter(string hours)
    {
        await GiveAsync(hours);
        await site.SignInAsync("editrice@exemple.fr", organisations: ("baluchon", OrganisationRoles.Editor));

        using var saved = await site.SubmitAsync(await site.PageAsync(Edit), "main form", ("f.Summary", "Une cuisine."),
            ("geste", "enregistrer"));

        var sheet = await HeldAsync(site);
        Assert.Equal((hours, "Une cuisine."), (sheet.OpeningHours, sheet.Summary));
        Assert.DoesNotContain(sheet.Evidence,
            fact => fact.Text == nameof(Organisation.OpeningHours) && fact.SourceId == Organisation.Declared);
    }

    [Fact]
    public async Task Suggest_ByAVisitor_WaitsForTheManager()
    {
        await site.SignInAsync("passante@exemple.fr");

        using var sent = await site.SubmitAsync(await site.PageAsync($"{Sheet}/proposer"), "main form", (Field, "lundi 9h-12h"),
            ("geste", "envoyer"));

        var changes = await site.WithDbAsync(db => db.Amendments.Select(amendment => amendment.Changes).ToListAsync());
        Assert.Contains("Mo 09:00-12:00", Assert.Single(changes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mo-Fr 09:00-12:00,14:00-18:00; PH off", "Ouvert aujourd’hui de 9 h à 12 h et de 14 h à 18 h.")]
    [InlineData("Tu-Fr 09:00-12:00; Mo off", "Fermé aujourd’hui.")]
    [InlineData("Mo 08:00-18:00 open \"Sans rendez-vous\"", "Ouvert aujourd’hui de 8 h à 18 h.")]
    [InlineData("Tu-Fr 09:00-12:00", null)]
    [InlineData("Mo 09:00-12:00 open \"sur rendez-vous\"", null)]
    [InlineData("Mo-Fr 09:00-12:00 || \"sur rendez-vous\"", null)]
    [InlineData("Mo-Fr 09:00-12:00; SH off", null)]
    public async Task Sheet_OnAMonday_SaysTodayOnlyWhereItIsCertain(string hours, string? expected)
    {
        await GiveAsync(hours);

        var fact = await FactAsync();

        Assert.Equal(expected, fact.QuerySelector("strong")?.TextContent is { } text ? text.Replace('\u00A0', ' ') : null);
    }

    [Theory]
    // Armistice Day, a Thursday.
    [InlineData("Mo-Fr 09:00-12:00", "2027-11-11", null)]
    [InlineData("Mo-Fr 09:00-12:00; PH off", "2027-11-11", "Fermé aujourd’hui.")]
    // Half past midnight in Paris is still the day before in UTC.
    [InlineData("Fr 09:00-12:00", "2027-11-12", "Ouvert aujourd’hui de 9 h à 12 h.")]
    public async Task Sheet_OnAnotherDay_FollowsParisAndHolidays(string hours, string day, string? expected)
    {
        var midnight = new DateTimeOffset(DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(1))
            .AddMinutes(30);
        site.Clock.SetUtcNow(midnight.ToUniversalTime());
        await GiveAsync(hours);

        var fact = await FactAsync();

        Assert.Equal(expected, fact.QuerySelector("strong")?.TextContent.Replace('\u00A0', ' '));
    }

    [Fact]
    public async Task Sheet_WithHours_ListsThemByDayWithTheirSource()
    {
        await GiveAsync("Mo-Fr 09:00-18:00; We off; Sa 10:00-12:00", on: "2023-01");

        var fact = await FactAsync();

        Assert.Equal(["Lundi, mardi, jeudi et vendredi : 9 h à 18 h", "Samedi : 10 h à 12 h", "Fermé le mercredi",
            "Source : Déclaration de l’organisation, janvier 2023"],
            fact.QuerySelectorAll("dd div").Select(Plain));
    }

    [Fact]
    public async Task Hours_GoOutByEveryDoor()
    {
        const string Hours = "Mo-Fr 09:00-12:00,14:00-24:00; Sa 10:00-12:00 open \"sur rendez-vous\"; PH off";
        await GiveAsync(Hours);

        var machine =
            JsonDocument.Parse((await site.PageAsync(Sheet)).QuerySelector("script[type='application/ld+json']")!.TextContent).RootElement
                .GetProperty("location").GetProperty("openingHoursSpecification");
        var api = JsonDocument.Parse(await site.Client.GetStringAsync("/api/v1/acteurs/baluchon")).RootElement;
        var csv = await site.Client.GetStringAsync("/acteurs/export.csv?q=baluchon");
        var inclusion = JsonDocument.Parse(await site.Client.GetStringAsync("/api/v1/data-inclusion/structures")).RootElement
            .EnumerateArray().Single(record => record.GetProperty("nom").GetString() == "Baluchon");
        var hsds = JsonDocument.Parse(await site.Client.GetStringAsync("/hsds/organizations?full=true&search=baluchon")).RootElement
            .GetProperty("contents")[0];

        Assert.Equal(["09:00-12:00", "14:00-00:00", "00:00-00:00"],
            machine.EnumerateArray().Select(one => $"{one.GetProperty("opens").GetString()}-{one.GetProperty("closes").GetString()}"));
        Assert.Equal("https://schema.org/PublicHolidays", machine[2].GetProperty("dayOfWeek")[0].GetString());
        Assert.Equal(Hours, api.GetProperty("horaires").GetString());
        Assert.Contains("lundi au vendredi : 9 h à 12 h et 14 h à minuit", csv.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Equal(Hours, inclusion.GetProperty("horaires_accueil").GetString());
        Assert.Empty((await JsonSchema.FromFileAsync(Clone.Sample("standards/data-inclusion-schema/schemas/v1/structure.json"))).Validate(
            inclusion.GetRawText()));
        var schedules = hsds.GetProperty("locations")[0].GetProperty("schedules");
        Assert.Equal(["MO,TU,WE,TH,FR 09:00 12:00", "MO,TU,WE,TH,FR 14:00 00:00", "SA 10:00 12:00"],
            schedules.EnumerateArray().Select(
                one => $"{one.GetProperty("byday").GetString()} {one.GetProperty("opens_at").GetString()} {one.GetProperty("closes_at").GetString()}"));
        Assert.Contains("fermé les jours fériés", schedules[0].GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Empty((await JsonSchema.FromFileAsync(Clone.Sample("standards/hsds/schema/organization.json"))).Validate(hsds.GetRawText()));
    }

    [Fact]
    public async Task Hours_KeptForMembers_AreNowhereInPublic()
    {
        await GiveAsync("Mo-Fr 09:00-12:00", sheet => sheet.Reserved = new() { [nameof(Organisation.OpeningHours)] = Audience.Members });

        Assert.DoesNotContain("9 h à 12 h", Plain((await site.PageAsync(Sheet)).QuerySelector("main")!), StringComparison.Ordinal);
        Assert.DoesNotContain("09:00", await site.Client.GetStringAsync("/api/v1/acteurs/baluchon"), StringComparison.Ordinal);
        Assert.DoesNotContain("horaires_accueil\":\"", await site.Client.GetStringAsync("/api/v1/data-inclusion/structures"),
            StringComparison.Ordinal);
        await site.SignInAsync("passante@exemple.fr");
        Assert.Contains("9 h à 12 h", Plain((await site.PageAsync(Sheet)).QuerySelector("main")!), StringComparison.Ordinal);
    }

    private async Task<IElement> FactAsync()
        => (await site.PageAsync(Sheet)).QuerySelectorAll("dl.facts > div")
            .Single(fact => fact.QuerySelector("dt")!.TextContent == "Horaires d’ouverture");

    private Task<int> GiveAsync(string hours, Action<Organisation>? also = null)
        => GiveAsync(hours, site.Clock.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), also);

    private Task<int> GiveAsync(string hours, string on, Action<Organisation>? also = null) => site.WithDbAsync(async db =>
    {
        var sheet = await db.Organisations.SingleAsync(held => held.Slug == "baluchon");
        (sheet.OpeningHours, sheet.Evidence) = (hours,
            [new SourcedFact(nameof(Organisation.OpeningHours), on.Length == 7 ? Organisation.Declared : "essai", PartialDate.Parse(on))]);
        also?.Invoke(sheet);
        return await db.SaveAsync(new Act("essai", site.Clock.GetUtcNow().UtcDateTime, "essayer"));
    });

    private static Task<Organisation> HeldAsync(TestSite on)
        => on.WithDbAsync(db => db.Organisations.AsNoTracking().SingleAsync(sheet => sheet.Slug == "baluchon"));

    private static string Plain(IElement element) => element.TextContent.Replace('\u00A0', ' ').Trim();
}
