"""Invented reports for the grouping of a pile: a strike of tram drivers, a forest fire, and the strike's echo."""

STRIKE = (
    "PORT MERROW — Tram drivers in Port Merrow walked out on Sunday over night shifts, leaving the harbour line without service. The "
    "tramway union said the city had broken an agreement on rest hours. Transport Minister Lena Orvik called the strike irresponsible and "
    "urged the drivers to return to the depot.",
    "Drivers of the tramway stayed away from the depot in Port Merrow on Sunday, and the harbour line stood still. The union accused the "
    "city of breaking an agreement on rest hours after night shifts. Minister Lena Orvik said talks could begin when the strike ends.",
    "No tram ran on the harbour line of Port Merrow as the union began its strike against night shifts. Passengers walked. The city denied "
    "that it had broken the agreement on rest hours, and Transport Minister Orvik asked drivers to come back to the depot.",
)
FIRE = (
    "A forest fire in the Kessel Valley forced two villages to flee on Sunday. Firefighters said wind drove the flames over the ridge "
    "above Upper Kessel, and smoke closed the mountain road. Governor Ivo Brandt asked for helicopters.",
    "Flames crossed the ridge above Upper Kessel on Sunday and two villages in the Kessel Valley were cleared. Governor Ivo Brandt said "
    "helicopters would drop water at dawn; smoke from the forest fire closed the mountain road.",
    "Firefighters fought a forest fire in the Kessel Valley as wind pushed flames towards Upper Kessel. Two villages were evacuated and "
    "the mountain road was closed by smoke, said Governor Brandt, who called in helicopters.",
)
STRIKE_LATER = (
    "Tram drivers of the harbour line in Port Merrow stopped work again over night shifts. The tramway union said the agreement on rest "
    "hours had been broken once more by the city, and Transport Minister Lena Orvik urged drivers to return to the depot.",
    "The harbour line of Port Merrow stood still once more: the tramway union called drivers out of the depot over rest hours and night "
    "shifts. Minister Lena Orvik said the city had kept its agreement and that the strike was irresponsible.",
)
