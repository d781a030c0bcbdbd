using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Features.Directory.Editing;
using Terreau.Web.Tests.Ui;
using static Terreau.Web.Tests.Features.Steward.Duplicates.DuplicateWorld;

namespace Terreau.Web.Tests.Domain.Directory;

public sealed class DuplicateWatchTests : IAsyncLifetime
{
    private TestSite site = null!;

    public async ValueTask InitializeAsync() => site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    private DuplicateWatch Watch => site.Services.GetRequiredService<DuplicateWatch>();

    [Fact]
    public async Task Pairs_SheetsAddedChangedMergedRemoved_FollowsEach()
    {
        await Watch.PairsAsync();
        var (stays, goes) = await site.AddPairAsync();
        Assert.True(await AreProposedAsync(stays, goes));

        await site.ChangeAsync(Goes, sheet => (sheet.Name, sheet.Communes) = ("Club de vélo", ["93063"]));
        Assert.False(await AreProposedAsync(stays, goes));

        await site.ChangeAsync(Goes, sheet => (sheet.Name, sheet.Communes) = (GoesName, ["93010"]));
        Assert.True(await AreProposedAsync(stays, goes));

        var merge = await site.MergeAsync(Stays, Goes);
        Assert.False(await AreProposedAsync(stays, goes));

        await site.UndoAsync(merge);
        Assert.True(await AreProposedAsync(stays, goes));

        await site.WithDbAsync(async db =>
        {
            db.Remove(await db.Organisations.SingleAsync(sheet => sheet.Slug == Goes));
            return await db.SaveAsync(site.Act());
        });
        Assert.False(await AreProposedAsync(stays, goes));
    }

    [Fact]
    public async Task Find_ProposedSheet_IsFound_WithdrawnIsNot()
    {
        await site.AddPairAsync(goes: sheet => sheet.AwaitingReview());
        var stays = await site.SheetAsync(Stays);
        Assert.Single(await Watch.FindAsync(stays, 5));

        await site.ChangeAsync(Goes, sheet => { sheet.Publish(); sheet.Withdraw(); });

        Assert.Empty(await Watch.FindAsync(stays, 5));
    }

    [Fact]
    public async Task Find_PairSaidDistinct_IsLeftOut()
    {
        var (stays, goes) = await site.AddPairAsync();
        await site.WithDbAsync(db =>
        {
            db.Add(DistinctPair.Of(goes, stays, site.Act()));
            return db.SaveAsync(site.Act());
        });

        Assert.Empty(await Watch.FindAsync(await site.SheetAsync(Stays), 5));
    }

    [Fact]
    public async Task Build_SheetThatCannotBeCompared_IsSkipped_AndTheOthersAreFound()
    {
        await site.AddAsync("sans-nom", "  ");
        await site.AddAsync("numeros-faux", StaysName,
            sheet => (sheet.Communes, sheet.Siren, sheet.Siret) = (["93010"], "200057875", "73282932000017"));
        var (stays, goes) = await site.AddPairAsync();

        Assert.True(await AreProposedAsync(stays, goes));
        Assert.Equal([DuplicateRecords.KeyOf(goes)], (await Watch.FindAsync(await site.SheetAsync(Stays), 5)).Select(match => match.Key));
    }

    [Fact]
    public async Task SimilarTo_NameInTheSameTown_ShowsTheSheetAndWhy()
    {
        await site.AddPairAsync();

        var found = await Watch.SimilarToAsync(Draft(("Name", "ressourcerie de la noue"), ("Communes", "93010")), 5);

        var first = found[0];
        Assert.Equal((Stays, StaysName, "Bondy"), (first.Slug, first.Name, first.Communes));
        Assert.Contains("parce que la commune est la même.", first.Reasons);
        var shown = await Rendered.OfAsync<SimilarSheets>((nameof(SimilarSheets.Sheets), found));
        var link = shown.QuerySelector("a")!;
        Assert.Equal(($"/acteurs/{Stays}", true),
            (link.GetAttribute("href"), link.TextContent.StartsWith("C’est cette fiche", StringComparison.Ordinal)));
        Assert.Contains("Parce que", shown.TextContent, StringComparison.Ordinal);
    }

    [Theory, InlineData(false, 1), InlineData(true, 0)]
    public async Task SimilarTo_PhoneAndName_TellNothingOfAReservedPhone(bool isReserved, int shown)
    {
        // Alike by name alone is too little; with the phone it is enough.
        await site.AddAsync("colibri", "Atelier du Colibri vert", sheet =>
        {
            (sheet.Communes, sheet.Phone) = (["93010"], "01 41 60 00 00");
            if (isReserved) sheet.Reserved = new() { ["Phone"] = Audience.Members };
        });

        var found = await Watch.SimilarToAsync(
            Draft(("Name", "Atelier du Colibri bleu ciel"), ("Communes", "93010"), ("Phone", "0141600000")), 5);

        Assert.Equal(shown, found.Count(sheet => sheet.Reasons.Any(reason => reason.Contains("téléphone", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task SimilarTo_ProposedSheet_IsNotShown()
    {
        await site.AddAsync("secret", "Le Grand Secret des Lilas", sheet =>
        {
            sheet.Communes = ["93045"];
            sheet.AwaitingReview();
        });

        Assert.DoesNotContain(await Watch.SimilarToAsync(Draft(("Name", "Le Grand Secret des Lilas"), ("Communes", "93045")), 5),
            sheet => sheet.Slug == "secret");
    }

    [Fact]
    public async Task SimilarTo_OtherSiretOfTheSameUnit_IsAnEstablishment_OtherSirenIsNothing()
    {
        await site.AddAsync("la-fabrique", "La Fabrique", sheet => (sheet.Communes, sheet.Siret) = (["93010"], "73282932000017"));

        var establishment = await Watch.SimilarToAsync(Draft(("Name", "La Fabrique"), ("Communes", "93010"), ("Siret", "73282932000025")),
            5);
        var stranger = await Watch.SimilarToAsync(Draft(("Name", "La Fabrique"), ("Communes", "93010"), ("Siret", "200057875")), 5);

        Assert.True(Assert.Single(establishment, sheet => sheet.Slug == "la-fabrique").IsOtherEstablishment);
        Assert.DoesNotContain(stranger, sheet => sheet.Slug == "la-fabrique");
    }

    [Fact]
    public async Task SimilarTo_NoNameYet_ShowsNothing()
        => Assert.Empty(await Watch.SimilarToAsync(Draft(("Communes", "93010")), 5));

    [Fact]
    public async Task Find_AskedByManyWhileSheetsChange_AnswersEach()
    {
        await site.AddPairAsync();
        var stays = await site.SheetAsync(Stays);

        var asking = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++) Assert.Contains(await Watch.FindAsync(stays, 5), match => match.Answer.ScoreMillionths > 0);
        }));
        var changing = Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++) await site.AddAsync($"autre-{i}", $"Une autre {i}");
        });

        await Task.WhenAll([.. asking, changing]);
    }

    private async Task<bool> AreProposedAsync(Guid one, Guid other)
    {
        string[] keys = [DuplicateRecords.KeyOf(one), DuplicateRecords.KeyOf(other)];
        return (await Watch.PairsAsync("93010")).Any(pair => keys.Contains(pair.First) && keys.Contains(pair.Second));
    }

    private static SheetDraft Draft(params (string Field, string Value)[] values)
        => SheetDraft.FromJson("{}")!.With(values.Select(value => KeyValuePair.Create(value.Field, value.Value)));
}
