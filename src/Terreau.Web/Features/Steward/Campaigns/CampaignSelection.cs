using System.Globalization;
using Terreau.Web.Domain;
using Terreau.Web.Domain.Directory;
using Terreau.Web.Domain.Territory;
using Terreau.Web.Ui.Forms;

namespace Terreau.Web.Features.Steward.Campaigns;

/// <summary>Which sheets a campaign asks for: within a criterion any value will do, all criteria must hold.</summary>
internal sealed record CampaignSelection
{
    private const int MostMonths = 240;

    public IReadOnlyList<string> Communes { get; private init; } = [];
    public IReadOnlyList<string> Filieres { get; private init; } = [];
    public IReadOnlyList<string> Roles { get; private init; } = [];

    /// <summary>Not checked for this many months.</summary>
    public int? OlderThanMonths { get; private init; }

    /// <summary>Complete below this many percents.</summary>
    public int? BelowPercent { get; private init; }

    public static (CampaignSelection Selection, IReadOnlyList<FieldError> Errors) Read(IFormCollection form, Atlas atlas)
    {
        var errors = new List<FieldError>();
        return (new CampaignSelection
        {
            Communes = Known(form["commune"], atlas.Communes.Select(zone => zone.Local)),
            Filieres = Known(form["filiere"], atlas.Filieres.Select(filiere => filiere.Code)),
            Roles = Known(form["role"], Vocabulary.Roles.Terms.Select(term => term.Code)),
            OlderThanMonths = Number("mois", 1, MostMonths, "Le nombre de mois"),
            BelowPercent = Number("sous", 1, 100, "Le pourcentage"),
        }, errors);

        int? Number(string name, int least, int most, string what)
        {
            var typed = form[name].ToString().Trim();
            if (typed.Length == 0) return null;
            if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
                return number;
            errors.Add(new FieldError(name, $"{what} est un nombre entier entre {least} et {most}."));
            return null;
        }
    }

    public bool Takes(Organisation sheet, DateOnly today)
        => (Communes.Count == 0 || sheet.Communes.Exists(Communes.Contains))
            && (Filieres.Count == 0 || sheet.Filieres.Exists(Filieres.Contains))
            && (Roles.Count == 0 || sheet.Roles.Exists(Roles.Contains))
            && (OlderThanMonths is not { } months || sheet.FreshOn.AddMonths(months) < today)
            && (BelowPercent is not { } percent || Completeness.Of(sheet, today).Percent < percent);

    /// <summary>"Bondy ou Pantin · pas vérifiées depuis 12 mois"; "toutes les fiches" without a criterion.</summary>
    public string InWords(Atlas atlas)
    {
        string[] criteria =
        [
            French.List([.. Communes.Select(atlas.CommuneName)], "ou"), French.List([.. Filieres.Select(atlas.FiliereLabel)], "ou"),
            French.List([.. Roles.Select(Vocabulary.Roles.Label)], "ou"),
            OlderThanMonths is { } months ? $"pas vérifiées depuis {months} mois" : "",
            BelowPercent is { } percent ? $"complètes à moins de {percent} %" : "",
        ];
        var said = string.Join(" · ", criteria.Where(criterion => criterion.Length > 0));
        return said.Length == 0 ? "toutes les fiches" : said;
    }

    private static List<string> Known(IEnumerable<string?> typed, IEnumerable<string> known)
        => [.. typed.OfType<string>().Intersect(known)];
}
