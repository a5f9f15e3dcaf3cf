import Estates
