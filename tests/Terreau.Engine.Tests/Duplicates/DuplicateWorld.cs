using System.Collections.Immutable;
using System.Globalization;
using Terreau.Engine.Duplicates;
using Terreau.Engine.Quantities;

namespace Terreau.Engine.Tests.Duplicates;

/// <summary>Small made-up worlds for the tests of duplicates, dense enough that every rule applies somewhere.</summary>
internal static class DuplicateWorld
{
    private static readonly string[] Words =
        ["jardin", "partagé", "Noue", "Bondy", "ressourcerie", "resourcerie", "maison", "jeunes", "culture", "théâtre", "théatre", "vélo",
            "Bel-Air", "cuisine"];

    private static readonly string[] Streets = ["12 rue Jules Guesde", "12, r. Jules Guesde 93140 Bondy", "3 place Carnot", "Bondy",
        "3 pl. Carnot, 93230 Romainville"];
    private static readonly string[] Towns = ["93010", "93063", "93048"];
    private static readonly string[] Sites = ["https://www.lanoue.fr/", "lanoue.fr", "facebook.com/lanoue", "https://wordpress.com/x",
        "belair.wordpress.com"];
    private static readonly string[] Phones = ["01 48 50 12 34", "+33 1 48 50 12 34", "01.48.50.99.99"];
    private static readonly string[] Domains = ["lanoue.fr", "contact@lanoue.fr", "gmail.com", "belair.org"];
    private static readonly string[] Acronyms = ["JPN", "M.J.C.", "mjc", "x"];
    private static readonly string[] Postcodes = ["93140", "93230"];

    public static DuplicateRecord Record(string key, string name) => new() { Key = key, Name = name };

    public static Siren UnitOf(int rank)
    {
        var body = (20_000_000 + rank).ToString(CultureInfo.InvariantCulture);
        return Enumerable.Range(0, 10).Select(last => Siren.TryParse($"{body}{last}", out var siren) ? siren : null)
            .First(siren => siren is not null)!;
    }

    public static Siret SiteOf(Siren siren, int nic)
        => Enumerable.Range(0, 10).Select(last => Siret.TryParse($"{siren.Value}{nic:0000}{last}", out var siret) ? siret : null)
            .First(siret => siret is not null)!;

    public static ImmutableArray<DuplicateRecord> Random(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => Invented(random, $"o{i:000}"))];
    }

    private static DuplicateRecord Invented(Random random, string key)
    {
        var siren = random.Next(3) == 0 ? UnitOf(random.Next(12)) : null;
        var hasPoint = random.Next(3) == 0;
        return new DuplicateRecord
        {
            Key = key,
            Name = Name(random),
            Aliases = [.. Enumerable.Range(0, random.Next(4) == 0 ? random.Next(3) : 0).Select(_ => Name(random))],
            Acronym = Maybe(Acronyms, 5),
            Siren = random.Next(2) == 0 ? siren : null,
            Siret = siren is not null && random.Next(2) == 0 ? SiteOf(siren, random.Next(1, 3)) : null,
            Communes = [.. Enumerable.Range(0, random.Next(4) switch { 0 => 0, 1 => 2, _ => 1 })
                .Select(_ => Towns[random.Next(Towns.Length)])],
            Address = Maybe(Streets, 2),
            Postcode = Maybe(Postcodes, 4),
            Latitude = hasPoint ? 48.9 + (random.NextDouble() * 0.01) : null,
            Longitude = hasPoint ? 2.48 + (random.NextDouble() * 0.1) : null,
            IsExact = random.Next(4) > 0,
            Website = Maybe(Sites, 4),
            Phone = Maybe(Phones, 5),
            EmailDomain = Maybe(Domains, 4),
        };

        string? Maybe(string[] values, int oneIn) => random.Next(oneIn) == 0 ? values[random.Next(values.Length)] : null;
    }

    private static string Name(Random random)
        => string.Join(' ', Enumerable.Range(0, random.Next(1, 5)).Select(_ => Words[random.Next(Words.Length)])
            .Prepend(random.Next(3) == 0 ? "Association" : "Le"));
}
