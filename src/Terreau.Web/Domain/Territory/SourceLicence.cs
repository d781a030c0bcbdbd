namespace Terreau.Web.Domain.Territory;

/// <summary>
/// By what right a file that somebody sends may be published again. Everything leaves Terreau under the Licence Ouverte 2.0, so what
/// forbids that, or asks to be shared alike, cannot come in.
/// </summary>
/// <param name="Code">Its name in saved mappings and on the command line.</param>
/// <param name="Label">What people read, on the form and on the page of sources.</param>
/// <param name="MayPublish">False where the Licence Ouverte cannot be put on it.</param>
internal sealed record SourceLicence(string Code, string Label, bool MayPublish = true)
{
    public static readonly IReadOnlyList<SourceLicence> All =
    [
        new("licence-ouverte", "Licence Ouverte 2.0"), new("cc0", "CC0 ou domaine public"), new("cc-by", "CC BY 4.0"),
        new("accord", "Accord du producteur pour publier"), new("odbl", "ODbL 1.0", MayPublish: false),
        new("cc-by-sa", "CC BY-SA 4.0", MayPublish: false), new("aucune", "Aucun droit de publier", MayPublish: false),
    ];

    public static SourceLicence? Find(string? code) => All.FirstOrDefault(licence => licence.Code == code);

    /// <summary>The one that a source bears; null for none, or for one that is not of this list.</summary>
    public static SourceLicence? Of(Source? source) => All.FirstOrDefault(licence => licence.Label == source?.Licence);

    /// <summary>Why a file under it cannot come in, as a sentence; null when it can.</summary>
    public string? Refusal => MayPublish ? null
        : $"Terreau publie tout sous Licence Ouverte 2.0, ce que « {Label} » ne permet pas. Avec l’accord du producteur, choisissez « {Find("accord")!.Label} ».";
}
