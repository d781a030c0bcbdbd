using Terreau.Web.Domain;
using Terreau.Web.Reading;

namespace Terreau.Web.Seeds.Files;

/// <summary>
/// The social economy of the territory as printed in October 2018: by family, with the printed totals and shares.
/// They count employing establishments: they do not compare with a count of declared associations.
/// </summary>
/// <remarks>
/// <para>PrintedShare: share of each figure in the whole economy of the territory (0 to 1), rounded by the source to 0.1 %.</para>
/// </remarks>
internal sealed record EssTable(
    IReadOnlyDictionary<string, EssMeasure> Families, EssMeasure PrintedTotal, EssShare PrintedShare, string Note)
{
    public static EssTable Read(EntryReader portrait)
    {
        if (portrait.Child("ess") is not { } entry)
        {
            portrait.Fault("la clé « ess » manque.");
            return new EssTable(new Dictionary<string, EssMeasure>(), default, default, "");
        }
        var families = new Dictionary<string, EssMeasure>(StringComparer.Ordinal);
        foreach (var line in entry.Children("families"))
        {
            if (!families.TryAdd(line.OneOf("family", Vocabulary.EssFamilies.Has), EssMeasure.Read(line)))
                line.Fault("cette famille est écrite deux fois.");
            line.Close();
        }
        var total = entry.Child("printedTotal");
        var share = entry.Child("printedShare");
        if (total is null || share is null) entry.Fault("« printedTotal » et « printedShare » sont à donner.");
        var figures = new EssTable(
            families, total is null ? default : EssMeasure.Read(total), share is null ? default : EssShare.Read(share), entry.Text("note"));
        total?.Close();
        share?.Close();
        entry.Close();
        return figures;
    }
}

/// <summary>Employing establishments, salaried persons, full-time equivalents, gross pay in cents of euro.</summary>
internal readonly record struct EssMeasure(long Establishments, long Salaried, long FullTime, long GrossPayCents)
{
    public static EssMeasure Read(EntryReader entry) => new(
        entry.Whole("establishments") ?? 0, entry.Whole("salaried") ?? 0, entry.Whole("fullTime") ?? 0, entry.Whole("grossPayCents") ?? 0);

    public static EssMeasure operator +(EssMeasure one, EssMeasure other) => new(
        one.Establishments + other.Establishments, one.Salaried + other.Salaried, one.FullTime + other.FullTime,
        one.GrossPayCents + other.GrossPayCents);
}

/// <summary>Shares between 0 and 1, as printed.</summary>
internal readonly record struct EssShare(double Establishments, double Salaried, double FullTime, double GrossPay)
{
    public static EssShare Read(EntryReader entry) => new(
        entry.Number("establishments") ?? 0, entry.Number("salaried") ?? 0, entry.Number("fullTime") ?? 0, entry.Number("grossPay") ?? 0);
}
