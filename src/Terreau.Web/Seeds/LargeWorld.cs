using Terreau.Engine.Quantities;
using Terreau.Web.Data;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Territory;

namespace Terreau.Web.Seeds;

/// <summary>
/// Invented actors and offers, for measures only: every name says "exemple". The same size always
/// gives the same world.
/// </summary>
internal static class LargeWorld
{
    private const int Batch = 2_000;
    private static readonly PartialDate Origin = PartialDate.Parse("2026-01-01");

    private static readonly string[] Kinds =
        ["Atelier", "Collectif", "Jardin", "Cuisine", "Recyclerie", "École", "Fabrique", "Maison", "Réseau", "Coopérative", "Ressourcerie",
            "Théâtre"];
    private static readonly string[] Objects =
        ["partagé", "solidaire", "des possibles", "du quartier", "des habitants", "en transition", "des savoirs", "numérique",
            "du réemploi", "des familles"];

    public static async Task SowAsync(TerreauDb db, Atlas atlas, int size, Act act, CancellationToken cancel)
    {
        var random = new Random(20181001);
        for (var start = 0; start < size; start += Batch)
        {
            for (var i = start; i < Math.Min(start + Batch, size); i++) db.Add(Actor(random, atlas, i));
            await db.SaveAsync(act, cancel);
            db.ChangeTracker.Clear();
        }
        for (var start = 0; start < size / 10; start += Batch)
        {
            for (var i = start; i < Math.Min(start + Batch, size / 10); i++) db.Add(Offer(random, atlas, i));
            await db.SaveAsync(act, cancel);
            db.ChangeTracker.Clear();
        }
    }

    private static Domain.Directory.Organisation Actor(Random random, Atlas atlas, int i)
    {
        var name = $"{Pick(random, Kinds)} {Pick(random, Objects)} (exemple {i})";
        var commune = atlas.Communes[random.Next(atlas.Communes.Count)];
        return Builders.Organisation($"exemple-{i}", name, "exemple", Origin, sheet =>
        {
            sheet.Communes = [commune.Local];
            sheet.Roles = [Vocabulary.Roles.Terms[random.Next(7)].Code];
            sheet.Filieres = [Pick(random, atlas.Filieres).Code];
            sheet.EssFamily = random.Next(3) == 0 ? null : Vocabulary.EssFamilies.Terms[random.Next(5)].Code;
            sheet.Latitude = commune.Latitude + (random.NextDouble() - 0.5) * 0.02;
            sheet.Longitude = commune.Longitude + (random.NextDouble() - 0.5) * 0.03;
            sheet.Precision = "exacte";
            sheet.Summary = $"Structure inventée pour les mesures. {name} propose des activités à {commune.Name}.";
            sheet.CheckedOn = Origin.FirstDay.AddDays(random.Next(300));
        });
    }

    private static Domain.Offers.Offer Offer(Random random, Atlas atlas, int i)
    {
        var kind = Pick(random, Vocabulary.NeedKinds.Terms).Code;
        var stage = random.Next(5);
        return Builders.Offer($"offre-exemple-{i}", $"Aide inventée pour les mesures (exemple {i})", "Organisme d’exemple", "exemple",
            Origin, offer =>
        {
            offer.Stages = [.. Vocabulary.Stages.Terms.Skip(stage).Take(1 + random.Next(2)).Select(term => term.Code)];
            offer.Needs = [new(kind, NatureOf(random, kind))];
            offer.Themes = random.Next(2) == 0 ? [] : [Pick(random, atlas.Filieres).Code];
            offer.Perimeter = [random.Next(3) switch { 0 => "COMMUNE:" + Pick(random, atlas.Communes).Local, 1
                => atlas.Territory.ZoneCode, _ => "PAYS:FR" }];
            offer.IsDedicated = random.Next(2) == 0;
            offer.Cost = Vocabulary.Costs.Terms[random.Next(3)].Code;
            offer.AmountMaxCents = kind == "FINANCEMENT" ? random.Next(1, 100) * 100_000L : null;
            offer.Windows = OfferWindow.Permanent;
            offer.CheckedOn = Origin.FirstDay.AddDays(random.Next(300));
            offer.Rule =
                $$"""{"all":[{"id":"existe","flag":"existe","label":"Votre structure existe déjà"},{"id":"effectif","ge":"effectif","value":{{random.Next(1, 20)}},"label":"Un nombre minimal de salariés"}]}""";
        });
    }

    private static string NatureOf(Random random, string kind) => Pick(random, kind switch
    {
        "ACCOMPAGNEMENT" => ["ideation", "incubation", "conseil-strategique", "juridique"],
        "FINANCEMENT" => ["subvention", "pret", "garantie", "mecenat"],
        "LOCAUX" => ["bureau", "atelier", "cuisine", "salle"],
        "NUMERIQUE" => ["equipement", "outil"],
        "RESEAU" => ["reseau-pairs", "entreprises"],
        "ADMINISTRATION" => ["autorisation", "interlocuteur"],
        _ => new[] { "mecenat-competences", "benevolat" },
    });

    private static T Pick<T>(Random random, IReadOnlyList<T> list) => list[random.Next(list.Count)];
}
