using Terreau.Web.Imports.Offers;

namespace Terreau.Web.Commands;

/// <summary>Says on the console what a source of offers would change.</summary>
internal static class OfferPrinting
{
    private const int Most = 20;

    public static void Print(OfferBatch batch, OfferDiff diff)
    {
        Lines(batch.Rejected.Select(fault => $"! {fault.Key} : {fault.Sentence}"));
        Lines(batch.Warnings.Select(warning => $"* {warning.Key} : {warning.Sentence}"));
        Lines(diff.Added.Select(offer => $"+ {offer.Slug} : {offer.Title}"));
        Lines(diff.Changed.Select(change => $"~ {change.Offer.Slug} : {string.Join(", ", change.Fields.Select(field => $"{field.Field} « {Short(field.Before)} » → « {Short(field.After)} »"))}"));
        Lines(diff.LeftAsEdited.Select(offer => $"= {offer.Slug} : modifiée à la main depuis, laissée"));
        Lines(diff.Closed.Select(offer => $"- {offer.Slug} : {offer.Title}"));
        foreach (var (reason, count) in batch.Aside) Console.WriteLine($"{count} laissées de côté : {reason}.");
        Lines(batch.Unmapped.OrderByDescending(word => word.Value).Select(word => $"? {word.Key} n’est pas dans la table ({word.Value} fois)"));
        if (!batch.IsWhole) Console.WriteLine("Ce n’est qu’une partie de la source : aucune offre n’est fermée.");
        Console.WriteLine(diff.InWords());
    }

    public static void Lines(IEnumerable<string> lines)
    {
        var all = lines.Select(line => line.ReplaceLineEndings(" ")).ToList();
        foreach (var line in all.Take(Most)) Console.WriteLine(line);
        if (all.Count > Most) Console.WriteLine($"  … et {all.Count - Most} autres");
    }

    private static string Short(string? text) => text is null ? "—" : text.Length <= 60 ? text : text[..60] + "…";
}
