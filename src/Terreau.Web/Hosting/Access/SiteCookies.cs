namespace Terreau.Web.Hosting.Access;

/// <summary>
/// Every cookie the site gives, in one place: the statement on personal data lists them, and a test compares with what answers carry.
/// </summary>
internal static class SiteCookies
{
    public const string Session = "terreau-seance";
    public const string Browser = "terreau-navigateur";
    public const string Challenge = "terreau-defi";
    public const string Form = "terreau-formulaire";

    public static readonly IReadOnlyList<(string Name, string Purpose, string Life)> All =
    [
        (Form, "Il protège les formulaires contre les envois venus d’ailleurs.", "Jusqu’à la fermeture du navigateur."),
        (Browser, "Il lie votre lien de connexion au navigateur qui l’a demandé.", "Un jour."),
        (Challenge, "Il porte la question posée à votre clé d’accès.", "Dix minutes."),
        (Session, "Il garde votre compte ouvert.",
            "Trente jours au plus\u202F; pour un rôle qui décide, douze heures, et deux sans rien faire."),
    ];
}
